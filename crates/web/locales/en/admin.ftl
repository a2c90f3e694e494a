### Console of the region: offices, planned changes, walls.

admin-offices-title = Offices
admin-offices-total = { $count ->
    [one] { $count } office on the platform.
   *[other] { $count } offices on the platform.
}
admin-offices-none = There is no office yet
admin-offices-none-text = Add an office's folder and apply the plan.
admin-page-of = Page { $page } of { $pages }
admin-col-office = Office
admin-col-state = State
admin-col-version = Schema version
admin-col-services = Services
admin-col-open = Open cases
admin-col-overdue = Overdue
admin-col-drafts = Drafts
admin-col-last = Last application
admin-col-faults = Faults (a day)
admin-col-service = Service
admin-col-edition = Edition
admin-col-hash = Hash
admin-state-active = Answers
admin-state-suspended = Switched off
admin-state-preparing = Being prepared
admin-suspended = The office is switched off
admin-facts-title = Facts
admin-fact-slug = Name in the address
admin-fact-kind = Kind
admin-fact-teryt = TERYT
admin-fact-authority = Authority
admin-fact-schema = Database schema
admin-fact-hosts = Own domains
admin-fact-languages = Languages
admin-fact-providers = Sign-in of residents
admin-services-title = Published services
admin-services-none = The office has no published services
admin-faults-title = Latest faults of the program
admin-faults-none = No faults
admin-switch-title = On and off
admin-suspend = Switch the office off
admin-resume = Switch the office on
admin-suspend-title = Switch off { $office }?
admin-suspend-text = The office's address will show a notice. Data, drafts and cases stay untouched. Other offices go on.
admin-suspend-reason = Reason
admin-suspend-reason-hint = It is kept in the operators' log. No personal data.
admin-suspend-reason-fault = Enter the reason, at most { $max } characters
error-no-admin-title = Offices cannot be changed from here
error-no-admin-text = The configuration has no administrator's connection to the database. Use the command ratusz tenant on the server.

admin-plan-title = Planned changes
admin-plan-summary = Offices in files: { $offices }, to change: { $changed }.
admin-plan-problems = The files have mistakes
admin-plan-problems-text = Mend them at the places named and reload the page. Nothing was changed.
admin-plan-templates = Templates to publish
admin-plan-blocks = Blocks to publish
admin-plan-none = Nothing to change
admin-plan-none-text = The platform agrees with the files.
admin-plan-new = New office
admin-plan-changes = { $count ->
    [one] { $count } change
   *[other] { $count } changes
}
admin-plan-drift = Changed in the browser, stays as it is
admin-plan-absent = On the platform, but without files
admin-plan-apply = Apply the plan
admin-runs-title = Earlier runs
admin-run-title = Applying the changes
admin-run-label = Progress
admin-run-running = { $done } of { $total } done
admin-run-done = Finished: { $done } of { $total }
admin-run-failed = Finished with faults: { $done } of { $total }
admin-run-state-running = running
admin-run-state-done = finished
admin-run-state-failed = with faults
admin-outcome-added = Added
admin-outcome-changed = Changed
admin-outcome-unchanged = Unchanged
admin-outcome-failed = Failed
admin-run-invited = Invitations of administrators
admin-run-invited-text = Each link works once, for 24 hours. It is not shown again after the program restarts.
admin-area-office = office
admin-area-schema = schema version
admin-area-fact = fact
admin-area-unit = unit
admin-area-class = class
admin-area-setting = setting
admin-area-service = service
admin-area-administrator = administrator
admin-act-add = add
admin-act-adopt = adopt from the template
admin-act-change = change
admin-act-publish = publish
admin-act-withdraw = withdraw
admin-act-invite = invite

admin-walls-title = Walls between offices
admin-walls-text = The program logs in to the database as every office and tries to reach the others, the registry and the server. It changes nothing.
admin-walls-office = From which office
admin-walls-all = From each
admin-walls-prove = Try the walls
admin-walls-hold = The walls hold
admin-walls-breach = There is a hole in the wall
admin-walls-summary = Offices: { $offices }, pairs: { $pairs }, attempts: { $tried }.
admin-walls-report = Report
admin-walls-what = Attempt
admin-walls-tried = Times
admin-walls-refused = Refused
