# SHIM
from orgcli.graph.details import *
from orgcli.graph.details import duty_holders as holders
from orgcli.graph.organisation import Named
from orgcli.graph.reporting import *
from orgcli.graph.reporting import leader as answerer
from orgcli.graph.composition import *


def named(org, node_id):
    return org.named(node_id)
