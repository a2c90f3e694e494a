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
templates-to-template = To the template
templates-due = Due for the offices: { $day }

## A new template
templates-new = New template
templates-new-pusta = From an empty template
templates-new-kopia = From a copy of a template there is
templates-new-plik = From a file
templates-new-copy = Which template to copy?

## Publishing
templates-publish-open = Publish the template
templates-publish = Edition { $number }
templates-publish-lead = An edition cannot be changed later. The offices will see that there is a new one, compare it with their service, and decide themselves when to accept it.
templates-publish-first = This is the first edition of this template.
templates-publish-same = The sketch is no different from the last edition, so there is nothing to publish.
templates-publish-reached = Who will be told
templates-publish-reached-text = These offices will see that there is a new edition of the template, with the notes you write below.
templates-publish-do = Publish edition { $number }
templates-notes = What changed, and why
templates-notes-hint = Editors at the offices will read this. Say plainly what changes for a resident and which law wants it. Plain text, no formatting.
templates-due-on = By when the offices are to accept this edition
templates-due-on-hint = Only where the law wants it. After this day, an office on an older edition is marked as late.
templates-due-reason = Why by this day
templates-due-reason-hint = The law that comes into force, e.g. “stamp duty act as amended from 1 January 2027”
templates-fault-notes = Say what changed: without it an office cannot tell whether to accept the edition
templates-fault-notes-long = The notes are too long: at most 4000 characters
templates-fault-due = Give the day as day.month.year, e.g. 1.01.2027
templates-fault-due-past = This day is over. Give today or a later day
templates-fault-due-missing = There is a reason but no day. Give the day or remove the reason
templates-fault-reason = Say why by this day: the office must know the law
designer-act-template-publish = The new edition is published. The offices see it already
templates-edition-published = Published
templates-edition-hash = Fingerprint
templates-edition-changes = What it changed against the one before
templates-edition-same = The content is the same as in the edition before.
templates-restore-lead = The content of this edition goes into the sketch. Once you publish it, it is the next edition; earlier ones stay.

## Offices
templates-adopters = Offices
templates-adopters-see = See who is on which edition
templates-adopters-none = No office uses this template
templates-adopters-none-text = An office takes a template on its page of services or in its files.
templates-adopters-hint = Own changes are everything the office has otherwise than the template, apart from unit and file class. The list comes from published services; nobody's applications or cases are here.
templates-adopters-all = { $count ->
    [0] No office uses this template.
    [one] Used by { $count } office.
   *[other] Used by { $count } offices.
}
templates-adopters-behind = { $count ->
    [one] On an older edition: { $count } office.
   *[other] On an older edition: { $count } offices.
}
templates-adopters-late = { $count ->
    [one] Late: { $count } office.
   *[other] Late: { $count } offices.
}
templates-col-office = Office
templates-col-service = Service
templates-col-since = Since
templates-col-changes = Own changes
templates-col-offices = Offices
templates-col-behind = On an older one
templates-col-late = Late
templates-since-unknown = not known
templates-state-newest = Newest
templates-state-behind = { $count ->
    [one] { $count } edition behind
   *[other] { $count } editions behind
}
templates-state-due = Time until { $day }
templates-state-late = Late: was due { $day }

## Plan
admin-plan-template-drift-title = Templates changed in the browser stay
admin-plan-template-drift = { $template }: edition { $file } in the file, edition { $browser } published in the browser
admin-plan-template-no-file = { $template }: edition { $browser } from the browser, without a file
