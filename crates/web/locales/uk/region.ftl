### Сторінка регіону: установи та пошук послуг усіх установ.

region-title = Вирішіть справу у своїй установі
region-lead = Напишіть, що Ви хочете зробити. Ми покажемо послуги всіх установ на цій платформі, а Ви виберете свою.
region-search-label = Що Ви хочете зробити?
region-search-office = Установа або місцевість
region-search-category = Сфера
region-search-life = Життєва ситуація
region-offered-by = { $count ->
    [one] Можна вирішити в { $count } установі
   *[other] Можна вирішити в { $count } установах
}
region-offered-more = І ще { $count }. Введіть назву установи або місцевості, щоб знайти свою.
region-categories-title = Галузі
region-offices-title = Установи
region-offices-search = Знайдіть установу за назвою, повітом або видом
region-offices-name = Назва установи або населеного пункту
region-offices-powiat = Повіт
region-offices-kind = Вид установи
region-offices-found = { $count ->
    [one] { $count } установа
    [few] { $count } установи
   *[other] { $count } установ
}
region-offices-none = Такої установи немає
region-offices-none-text = Перевірте написання або зніміть частину фільтрів. Не всі гміни користуються цією платформою.
region-powiat = повіт { $name }
region-city = { $name } (місто з правами повіту)
region-kind-voivodeship = Самоврядування воєводства
region-kind-urban-gmina = Міська гміна
region-kind-rural-gmina = Сільська гміна
region-kind-urban-rural-gmina = Місько-сільська гміна
region-kind-city-with-powiat-rights = Місто з правами повіту
region-kind-roads-authority = Дорожнє управління
region-kind-occupational-medicine = Медицина праці
region-services-title = Послуги всіх установ
region-services-found = { $count ->
    [one] Знайдено { $count } послугу
    [few] Знайдено { $count } послуги
   *[other] Знайдено { $count } послуг
}
region-services-first = Перші { $count } послуг. Додайте слово, щоб звузити список.
region-services-none = Нічого не знайдено
region-services-none-text = Спробуйте інше слово, наприклад «podatek», «drzewo» або «droga», або знайдіть свою установу.
