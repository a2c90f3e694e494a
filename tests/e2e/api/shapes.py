"""Validates a graph against shapes and compares its two forms: shapes, JSON-LD, Turtle."""
import json
import sys

from pyshacl import validate
from rdflib import Graph, RDF, URIRef
from rdflib.compare import isomorphic

shapes, first, second = sys.argv[1:4]
one = Graph().parse(first, format="json-ld")
other = Graph().parse(second, format="turtle")
rules = Graph().parse(shapes, format="turtle")
conforms, _, report = validate(one, shacl_graph=rules, inference="none", allow_warnings=True)
services = set(one.subjects(RDF.type, URIRef("http://purl.org/vocab/cpsv#PublicService")))
print(json.dumps({
    "conforms": bool(conforms),
    "services": len(services),
    "same": isomorphic(one, other),
    "report": report[:4000],
}))
