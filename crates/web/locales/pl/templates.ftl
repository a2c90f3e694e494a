# Wzorce usług: lista, szkic, wydanie i urzędy, które z nich korzystają.

nav-templates = Wzorce
templates-list = Wzorce usług
templates-list-lead = Wzorzec to usługa opisana raz dla wszystkich urzędów. Urząd bierze go jako początek i dopisuje swoje. Nowe wydanie nie zmienia niczego w urzędach, dopóki same go nie przyjmą.
templates-list-empty = Nie ma jeszcze wzorców
templates-list-empty-text = Wzorce pochodzą z plików albo powstają tutaj.
templates-col-template = Wzorzec
templates-col-newest = Najnowsze wydanie
templates-sketch-lead = Zmiany zapisują się w szkicu. Urzędy ich nie widzą, dopóki nie wydasz szkicu.
templates-no-sketch = Ten wzorzec nie jest teraz zmieniany.
templates-start = Zmień wzorzec
templates-edition-newest = Najnowsze
