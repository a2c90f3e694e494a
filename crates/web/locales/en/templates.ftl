# Templates of services: the list, the sketch, the edition, and the offices that use them.

nav-templates = Templates
templates-list = Service templates
templates-list-lead = A template is a service described once for all offices. An office takes it as a start and adds its own. A new edition changes nothing at the offices until they accept it.
templates-list-empty = There are no templates yet
templates-list-empty-text = Templates come from files or are made here.
templates-col-template = Template
templates-col-newest = Newest edition
templates-sketch-lead = Changes are kept in the sketch. Offices see nothing of them until you publish it.
templates-no-sketch = Nobody is changing this template now.
templates-start = Change the template
templates-edition-newest = Newest
