### Įstaigų rūšys. Regiono puslapis lietuviškos versijos neturi.

region-powiat = { $name } apskritis
region-city = { $name } (apskrities teises turintis miestas)
region-kind-voivodeship = Vaivadijos savivalda
region-kind-urban-gmina = Miesto valsčius
region-kind-rural-gmina = Kaimo valsčius
region-kind-urban-rural-gmina = Miesto ir kaimo valsčius
region-kind-city-with-powiat-rights = Apskrities teises turintis miestas
region-kind-roads-authority = Kelių valdyba
region-kind-occupational-medicine = Darbo medicina
