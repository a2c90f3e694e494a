# My cases: pages of a resident's cases.

resident-case-list-title = My cases
resident-case-none = You have no case yet
resident-case-none-text = When you send an application, you will see here what happens with it.
resident-case-to-services = See the services
resident-case-waiting = Waiting for you
resident-case-open = Under way
resident-case-over = Settled
resident-case-line-due = Answer by { $day } at the latest
resident-case-line-late = The term passed on { $day }
resident-case-line-opened = Received { $day }

## How the case stands
resident-case-now-registered = The office has your application. It went to: { $unit }.
resident-case-now-in-progress = { $unit } is working on your case.
resident-case-now-in-progress-by = { $name }, { $unit }, is working on your case.
resident-case-now-waiting = The office waits for your answer until { $day }. Until then the term of the case is stopped.
resident-case-now-settled = The case is settled. Read the settlement.
resident-case-now-closed = The case is closed. There is nothing you need to do.
resident-case-next-due = The office has until { $day }. There is nothing you need to do now.
resident-case-next-late = The term passed on { $day }. You can file a reminder complaint with the office (art. 37 KPA or art. 141 of the Tax Ordinance).

## Question and answer
resident-case-letter-question = The office asks you
resident-case-letter-answer = Your answer
resident-case-letter-settlement = Settlement
resident-case-letter-note = Note
resident-case-answer-label = Your answer
resident-case-answer-hint = You have until { $day }.
resident-case-answer-send = Send the answer
resident-case-fault-answer = Write your answer

## The rest of the page
resident-case-letters = Earlier letters
resident-case-timeline = Course of the case
resident-case-looks = Who looked at your data
resident-case-looks-hint = Every look at the case by the office’s staff is recorded.
resident-case-looks-none = Nobody has looked at this case yet.
resident-case-facts = Facts of the case
resident-case-mark = Case mark
resident-case-opened = Received
resident-case-due = To be settled by
resident-case-unit = Settled by
resident-case-receipt = Receipt of filing
resident-case-who-applicant = You

## Events
resident-case-event-opened = The office received your application
resident-case-event-taken-on = Somebody took your case on
resident-case-event-asked = The office asked you a question
resident-case-event-answered = Your answer reached the office
resident-case-event-settled = The case was settled
resident-case-event-closed = The case was closed
