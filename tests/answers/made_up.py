"""A small knowledge that is wholly made up: two programmes, five editions, one year with two parts."""

from __future__ import annotations

PLACES = """\
regions:
  - id: north
    names: {en: [Northlands, Northern]}
  - id: south
    names: {en: [Southlands, Southern]}
countries:
  - id: fd
    names: {en: [Freedonia, Freedonian, Freedonians]}
    regions: [north]
  - id: sy
    names: {en: [Sylvania, Sylvanian, Sylvanians]}
    regions: [north]
  - id: eb
    names: {en: [Elbonia, Elbonian, Elbonians]}
    regions: [south]
  - id: rt
    names: {en: [Ruritania, Ruritanian, Ruritanians]}
    regions: [south]
cities:
  - {id: springfield, names: {en: [Springfield]}, country: fd}
  - {id: shelbyville, names: {en: [Shelbyville]}, country: fd}
  - {id: ogdenville, names: {en: [Ogdenville]}, country: sy}
  - {id: brockway, names: {en: [Brockway]}, country: sy}
  - {id: muddington, names: {en: [Muddington]}, country: eb}
  - {id: strelsau, names: {en: [Strelsau]}, country: rt}
  - {id: zenda, names: {en: [Zenda]}, country: rt}
"""

PEOPLE = """\
organisations:
  - id: lyceum
    names: {en: [Lyceum, The Lyceum]}
    about: {en: The Lyceum teaches cities to live by the water.}
    sources: [lyceum.txt]
  - id: rivers-institute
    names: {en: [Rivers Institute, RIVI]}
    about: {en: The Rivers Institute measures rivers.}
  - id: harbour-board
    names: {en: [Harbour Board]}
  - id: monorail-company
    names: {en: [Monorail Company]}
people:
  - id: marge
    names: {en: [Marge Bouvier, Marge, Bouvier]}
    honorific: {en: Ms.}
    role: {en: coordinator of the harbour workshops}
    organisation: lyceum
    email: marge@example.org
  - id: ned
    names: {en: [Ned Flanders, Flanders]}
    honorific: {en: Mr.}
    role: {en: coordinator of the river courses}
    organisation: lyceum
    email: ned@example.org
  - id: rudolf
    names: {en: [Rudolf Rassendyll, Rassendyll]}
    role: {en: keeper of the bridges}
    city: zenda
organiser:
  organisation: lyceum
  about: {en: The Lyceum holds a training and a workshop for cities by the water.}
  purpose: {en: The Lyceum wants every city to know its water.}
  format: {en: Every training has lectures and a boat trip.}
  outlook: {en: No date has been announced for a next training.}
  call: {en: No call for applications is open now.}
  contacts: [marge, ned]
  zone: Europe/Stockholm
  sources: [lyceum.txt]
testimonials:
  - id: rudolf-2017
    person: rudolf
    program: harbour-workshop
    year: 2017
    text: {en: He praised the honest talk about silting.}
    sources: [voices.txt]
"""

TOPICS = """\
topics:
  - id: dredging
    names: {en: [dredging, dredgers]}
  - id: flood-gates
    names: {en: [flood gates, flood gate]}
  - id: lighthouses
    names: {en: [lighthouses, lighthouse]}
  - id: ferries
    names: {en: [ferries, ferry]}
"""

RIVER = """\
  - id: river-program
    kind: training
    names: {en: [River Program, River Training, River Course]}
    about: {en: The River Program is a training on rivers in cities.}
    purpose: {en: It shows cities how to live with high water.}
    since: 2013
    organisers: [lyceum]
    partners: [rivers-institute]
    cities: [springfield]
    format:
      - title: {en: lectures on water}
        names: {en: [lectures, lecture]}
      - title: {en: boat trips}
        names: {en: [boat trips, boat trip]}
    visits:
      - names: {en: [Old Weir]}
    outlook: {en: The Lyceum has not said when the River Program comes back.}
    call: {en: The call for the River Program is made in spring.}
    contacts: [ned]
    sources: [river.txt]
    editions:
      - id: "2013"
        year: 2013
        title: {en: First Course on Rivers}
        start: 2013-04-08
        end: 2013-04-12
        cities: [springfield]
        significance: {en: It was the first course of the Lyceum on rivers.}
        sources: [river-2013.txt]
      - id: 2014-1
        year: 2014
        part: 1
        start: 2014-03-03
        end: 2014-03-06
        cities: [springfield]
      - id: 2014-2
        year: 2014
        part: 2
        start: 2014-09-01
        end: 2014-09-10
        cities: [springfield]
"""

HARBOUR = """\
  - id: harbour-workshop
    kind: workshop
    names: {en: [Harbour Workshop, Harbour Workshops]}
    about: {en: The Harbour Workshop is a workshop on ports and what they do to a town.}
    organisers: [lyceum, harbour-board]
    cities: [shelbyville, ogdenville]
    contacts: [marge]
    sources: [harbour.txt]
    editions:
      - id: "2017"
        year: 2017
        title: {en: Ports for Everybody}
        start: 2017-10-09
        end: 2017-10-12
        cities: [shelbyville]
        venue: harbour-board
        roles:
          - organisation: monorail-company
            did: {en: The Monorail Company carried the guests.}
        topics:
          - {title: {en: Dredging without Noise}, topics: [dredging]}
          - {title: {en: Ferries at Night}, topics: [ferries]}
        visits:
          - {names: {en: [Customs House]}, about: {en: a museum}}
          - {names: {en: [Crane Yard]}}
        attendance:
          participants: 14
          countries: 3
          delegations:
            - {country: sy, city: brockway}
            - {country: eb, city: muddington}
            - {country: rt, city: strelsau}
            - {country: rt, city: zenda}
        sources: [harbour-2017.txt]
      - id: "2018"
        year: 2018
        start: 2018-05-21
        end: 2018-05-25
        cities: [ogdenville]
        topics:
          - {title: {en: Ferries at Night}, topics: [ferries]}
          - {title: {en: Flood Gates and Tides}, topics: [flood-gates]}
          - {title: {en: The Last Lighthouses}, topics: [lighthouses]}
        visits:
          - {names: {en: [Tidal Mill]}}
        attendance:
          participants: 22
          involved: 51
          makeup: {en: speakers included}
          delegations:
            - {country: sy, city: brockway}
            - {country: fd, city: springfield}
            - {country: eb, names: {en: [Elbonian Ministry of Mud]}}
        application:
          opens: 2018-01-10
          closes: 2018-03-31
          zone: Europe/Stockholm
          link: https://example.org/harbour
          contact: marge
        sources: [harbour-2018.txt]
"""

NEWS = """\
news:
  - id: bridge-prize-2015
    date: 2015-11-30
    kind: other
    title: {en: Lyceum gives the first Bridge Prize}
    text: {en: The Lyceum gave its first Bridge Prize to the city of Zenda for a bridge of willow.}
    names: {en: [Bridge Prize]}
    countries: [rt]
    sources: [news.txt]
"""

OFFICES = """\
offices:
  names: {en: [Branch Offices, Branch Office, regional offices, regional office]}
  about: {en: The branch offices carry the work of the Lyceum into the regions.}
  offices:
    - id: north-office
      names: {en: [Northern Branch Office, Northern Office]}
      regions: [north]
  functions:
    - {en: They look after the members.}
  hosting: {en: A member city can be the host; the Board of the Lyceum selects it.}
  benefits: {en: The host is seen by all sailors.}
  seeking: {en: The Lyceum is looking for an office in the Southlands.}
  programs: {en: The branch offices hold swimming trainings.}
  sources: [offices.txt]
"""

FAQ = """\
entries:
  - id: boots
    questions:
      en:
        - Do I need rubber boots?
        - Must I bring boots to the boat trip?
        - Which shoes are good on a boat?
    answer: {en: Bring shoes that may get wet.}
    sources: [faq.txt]
"""

PROGRAMS = "programs:\n" + RIVER + HARBOUR
WHOLE = PLACES + PEOPLE + TOPICS + PROGRAMS + NEWS + OFFICES + FAQ
"""All of it as one file."""
