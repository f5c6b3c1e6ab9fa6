from orgcli.graph.organisation import Organisation

build = Organisation.of
