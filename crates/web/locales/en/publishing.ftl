## Publishing: asking, four eyes, a date
designer-ask = Ask for publication
designer-ask-lead = Whoever publishes services will see your request beside the service. You ask for the draft as it is now; after every change ask again.
designer-ask-note = What to know before publishing
designer-ask-note-hint = For instance: since when the new rate applies and which resolution it comes from.
designer-ask-do = Ask for publication
designer-unask-do = Take the request back
designer-note-too-long = Shorten the note to 2000 characters.
designer-asked = { $who } asks for publication ({ $when })
designer-asked-outdated = The draft has changed since this request. It has to be asked for again.
designer-sent-back = { $who } sends the draft back
designer-send-back = Send back
designer-send-back-note = What to improve
designer-send-back-hint = Everybody who changes this service will see it.
designer-send-back-do = Send back
designer-send-back-empty = Write what has to be improved.
designer-since = What changed in the draft since then
designer-eyes = Somebody else publishes
designer-eyes-changed = In this office a service is published by somebody else than whoever changed it last. The last change of this draft is yours.
designer-eyes-asked = In this office a service is published by somebody else than whoever asks for it. The request is yours.
designer-eyes-outdated = The draft has changed since publication was asked for. Consent covers only what was asked for: ask for a new request.
designer-eyes-nobody-asked = In this office two people are needed. First somebody who changes services has to ask for the publication of this draft.
designer-schedule = Publish at a date
designer-schedule-lead = At this date the draft comes into force as it is now. Later changes do not, until you schedule the publication again.
designer-schedule-day = Day
designer-schedule-time = Time
designer-schedule-time-hint = Polish time, for instance 0:00 or 7:30.
designer-schedule-do = Schedule publication
designer-unschedule-do = Cancel the scheduled publication
designer-schedule-no-day = Give the day of publication.
designer-schedule-no-time = Give the time of publication, for instance 7:30.
designer-schedule-skipped = Clocks go forward that night and there is no such time. Choose another.
designer-schedule-past = Choose a moment in the future, or publish the service now.
designer-schedule-far = Choose a moment within two years.
designer-scheduled = Publication scheduled: { $when } ({ $who })
designer-scheduled-outdated = The draft has changed since it was scheduled. What was scheduled comes into force. For later changes as well, schedule the publication again.
designer-schedule-failed = The service could not be published at { $when }
designer-schedule-failed-definition = The draft does not fit this version of the program. Open it, put the errors right and schedule again.
designer-schedule-failed-overtaken = Another edition of this service was published meanwhile. Look at the differences and schedule again.
designer-schedule-failed-refused = The database refused the publication; perhaps the unit in charge is gone. Look at the draft and schedule again.
designer-withdraw-scheduled = The scheduled publication ({ $when }) will be cancelled.
designer-act-ask = Your request was saved.
designer-act-unask = The request was taken back.
designer-act-send-back = The draft was sent back.
designer-act-schedule = The publication was scheduled.
designer-act-unschedule = The scheduled publication was cancelled.

designer-property-purpose = why we ask
designer-field-purpose = Why we ask
designer-field-purpose-hint = Residents see it at the question. Needed above all for personal data, for instance: “We will call if anything is missing”.
designer-problem-account = The fee “{ $fee }” is owed to this office, and the office has no bank account. Whoever runs the platform adds it in the office's file (tenant.toml, table accounts).
designer-warning-long-form = The form has { $questions } questions. Beyond { $max } many people give up: remove what the office does not need.
designer-warning-long-step = The step “{ $step }” has { $questions } questions. Divide it when there are more than { $max }.
designer-warning-sentence = { $place }: a sentence has { $words } words; better up to 25. “{ $sentence }”
designer-warning-fog = { $place }: the text asks for about { $index } years of schooling (fog index, limit 18). Begin with the sentence “{ $sentence }”. Long words: { $hard }.
designer-warning-unused = No rule, fee or computed value reads these optional answers, and nobody wrote why we ask: { $fields }. Remove them if the office does not need them.
designer-warning-no-purpose = “{ $field }”: these are personal data, and nobody wrote why we ask for them.
designer-warning-place-form = Form
designer-warning-place-other = Card of the service
designer-checked-contrast = Contrast of the office's colours – checked: the program does not accept colours on which text cannot be read.
designer-accessibility = Accessibility of the pages
designer-accessibility-fine = { $pages ->
    [one] One page
   *[other] { $pages } pages
  } in { $languages ->
    [one] one language
   *[other] { $languages } languages
  } checked: nothing to remark.
designer-accessibility-found = { $pages ->
    [one] One page
   *[other] { $pages } pages
  } in { $languages ->
    [one] one language
   *[other] { $languages } languages
  } checked. Remarks: { $count }.
designer-accessibility-language = the page does not say in which language it is
designer-accessibility-title = the page has no title
designer-accessibility-main-heading = the page should have one main heading
designer-accessibility-heading-level = the heading “{ $thing }” leaves out a level
designer-accessibility-empty-heading = a heading is empty
designer-accessibility-double-id = two elements have the identifier “{ $thing }”; change the key of the field
designer-accessibility-dead-reference = a link leads to “{ $thing }”, which is not on the page
designer-accessibility-no-label = the box “{ $thing }” has no label
designer-accessibility-no-legend = the group of boxes “{ $thing }” has no name
designer-accessibility-empty-button = the button “{ $thing }” has no name
designer-accessibility-empty-link = the link “{ $thing }” has no text
designer-accessibility-no-alternative = the image “{ $thing }” has no description
designer-accessibility-no-table-heading = the table “{ $thing }” has no headings
designer-impact-remarks = Remarks to look at: { $count }
