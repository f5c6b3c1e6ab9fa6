Entry = None


def cited(file):
    return {}
