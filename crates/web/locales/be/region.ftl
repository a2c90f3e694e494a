### Віды ўстаноў. Старонка рэгіёна не мае беларускай версіі.

region-powiat = павет { $name }
region-city = { $name } (горад з правамі павета)
region-kind-voivodeship = Самакіраванне ваяводства
region-kind-urban-gmina = Гарадская гміна
region-kind-rural-gmina = Сельская гміна
region-kind-urban-rural-gmina = Гарадска-сельская гміна
region-kind-city-with-powiat-rights = Горад з правамі павета
region-kind-roads-authority = Дарожнае ўпраўленне
region-kind-occupational-medicine = Медыцына працы
