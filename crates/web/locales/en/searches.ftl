### What residents searched for at the office and did not find.

searches-title = Searched for without result
searches-lead = Words by which residents found no service in the last { $days } days. Add them as keywords where they fit.
searches-words = Words
searches-count = Times
searches-last = Last
searches-act = What to do
searches-add = Add a keyword
searches-choose = Which service does "{ $words }" fit?
searches-choose-text = Choose a service and add the word to its keywords. The change works once the service is published.
searches-none = There are no such words
searches-none-text = Words by which nobody found anything at least three times are shown here.
searches-privacy = Only words are counted, not who searched. Everything with digits or e-mail addresses and longer sentences are left out. Of rarer words only a fingerprint is kept, from which nobody reads them.
