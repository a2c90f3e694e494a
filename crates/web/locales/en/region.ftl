### The region's pages: offices and a search over the services of all of them.

region-title = Settle a matter at your office
region-lead = Type what you want to settle. We show the services of all offices on this platform; you choose yours.
region-search-label = What do you want to settle?
region-search-office = Office or town
region-search-category = Subject
region-search-life = Situation in life
region-offered-by = { $count ->
    [one] Offered by { $count } office
   *[other] Offered by { $count } offices
}
region-offered-more = And { $count } more. Type the name of your office or town to find it.
region-categories-title = Subjects
region-offices-title = Offices
region-offices-search = Find an office by name, powiat or kind
region-offices-name = Name of the office or town
region-offices-powiat = Powiat
region-offices-kind = Kind of office
region-offices-found = { $count ->
    [one] { $count } office
   *[other] { $count } offices
}
region-offices-none = There is no such office
region-offices-none-text = Check the spelling or remove a filter. Not every gmina uses this platform.
region-powiat = powiat { $name }
region-city = { $name } (city with powiat rights)
region-kind-voivodeship = Regional government
region-kind-urban-gmina = Urban gmina
region-kind-rural-gmina = Rural gmina
region-kind-urban-rural-gmina = Urban-rural gmina
region-kind-city-with-powiat-rights = City with powiat rights
region-kind-roads-authority = Roads authority
region-kind-occupational-medicine = Occupational medicine
region-services-title = Services of all offices
region-services-found = { $count ->
    [one] { $count } service found
   *[other] { $count } services found
}
region-services-first = The first { $count } services. Add a word to narrow the list.
region-services-none = Nothing found
region-services-none-text = Try another word, for example "tax", "tree" or "road", or find your office.
