"""What the circular ST/SGB/2010/1 says, read from it and written down by hand for `test_organisation`."""

from __future__ import annotations

import string
from typing import Any

DOMP = "Département des opérations de maintien de la paix"
SG = "Secrétaire général"
SGA = "Secrétaire général adjoint aux opérations de maintien de la paix"
SGA_DAM = "Secrétaire général adjoint à l’appui aux missions"
SSG_OPS = "Sous-Secrétaire général aux opérations de maintien de la paix"
SSG_ED = "Sous-Secrétaire général à l’état de droit et aux institutions chargées de la sécurité"
DPEF = "Division des politiques, de l’évaluation et de la formation"
ETAT_DROIT = "Bureau de l’état de droit et des institutions chargées de la sécurité"
DROIT_PENAL = "Section consultative du droit pénal et des questions judiciaires"
DDR = "Section du désarmement, de la démobilisation et de la réintégration"
PRATIQUES = "Section des meilleures pratiques de maintien de la paix"
POLITIQUES_POLICE = "Section des politiques stratégiques et du renforcement des capacités"
GESTION_MISSIONS = "Section de la gestion des missions et de l’appui"
PROGRAMMES_MINES = "Section de la gestion et du contrôle des programmes"
POLITIQUES_MINES = "Section des politiques, de l’information et de la gestion des ressources"
TEAMS: dict[str, Any] = {"Équipes opérationnelles intégrées": {}}

# What each unit is composed of: 4.1, 5.2, 6.3 with 6.5, 7.3 with 7.5, 7.7 and 7.9, 8.3 with 8.7 and 8.22.
TREE: dict[str, Any] = {
    DOMP: {
        "Bureau du Secrétaire général adjoint": {
            "Secrétariat du Secrétaire général adjoint": {},
            "Bureau du Chef de cabinet": {
                "Section des affaires publiques": {},
                "Section des relations avec la presse": {},
                "Centre de situation": {},
                "Service administratif": {},
            },
        },
        DPEF: {"Bureau du Directeur": {}, "Service intégré de formation": {}, PRATIQUES: {}},
        "Bureau des opérations": {
            "Bureau du Sous-Secrétaire général": {},
            "Division de l’Afrique I": TEAMS,
            "Division de l’Afrique II": TEAMS,
            "Division Asie et Moyen-Orient": TEAMS,
            "Division Europe et Amérique latine": TEAMS,
        },
        "Bureau des affaires militaires": {
            "Bureau du Conseiller militaire": {},
            "Service de la planification militaire": {
                "Équipes de planification par zone géographique": {},
                "Équipe de planification à long terme": {},
            },
            "Service de la constitution des forces": {
                "Équipe chargée de la constitution des forces": {},
                "Équipe chargée des arrangements relatifs aux forces en attente": {},
                "Équipe chargée du personnel militaire": {},
            },
            "Service des opérations militaires en cours": {"Équipes responsables de zones géographiques": {}},
        },
        ETAT_DROIT: {
            "Bureau du Sous-Secrétaire général": {},
            "Division de la police": {
                "Bureau du Conseiller pour les questions de police": {},
                POLITIQUES_POLICE: {},
                GESTION_MISSIONS: {},
                "Force de police permanente": {},
            },
            DROIT_PENAL: {},
            DDR: {},
            "Groupe de la réforme du secteur de la sécurité": {},
            "Service de la lutte antimines": {"Bureau du Directeur": {}, PROGRAMMES_MINES: {}, POLITIQUES_MINES: {}},
        },
    }
}

# Every line that the circular states: in which unit or body, which post, to whom, by which clause.
LINES = {
    (DOMP, SGA, SG, "3.1"),
    ("Secrétariat du Secrétaire général adjoint", "assistant spécial", SGA, "4.2"),
    ("Bureau du Chef de cabinet", "Chef de cabinet", SGA, "4.3"),
    ("Bureau du Chef de cabinet", "Chef de cabinet", SGA_DAM, "4.3"),
    ("Section des affaires publiques", "spécialiste des relations avec les médias", "Chef de cabinet", "4.4"),
    ("Centre de situation", "Chef du Centre de situation", "Chef de cabinet", "4.6"),
    ("Service administratif", "Chef du Service administratif", "Chef de cabinet", "4.8"),
    (DPEF, f"Directeur de la {DPEF}", SGA, "5.1"),
    (DPEF, f"Directeur de la {DPEF}", SGA_DAM, "5.1"),
    ("Service intégré de formation", "Chef du Service intégré de formation", f"Directeur de la {DPEF}", "5.4"),
    (PRATIQUES, f"Chef de la {PRATIQUES}", f"Directeur de la {DPEF}", "5.6"),
    ("Bureau des opérations", SSG_OPS, SGA, "6.1"),
    ("Division de l’Afrique I", "Directeur de la Division de l’Afrique I", SSG_OPS, "6.6"),
    ("Division de l’Afrique II", "Directeur de la Division de l’Afrique II", SSG_OPS, "6.6"),
    ("Division Asie et Moyen-Orient", "Directeur de la Division Asie et Moyen-Orient", SSG_OPS, "6.6"),
    ("Division Europe et Amérique latine", "Directeur de la Division Europe et Amérique latine", SSG_OPS, "6.6"),
    ("Équipes opérationnelles intégrées", "chef d’équipe", "Directeur de la Division de l’Afrique I", "6.9"),
    ("Équipes opérationnelles intégrées", "chef d’équipe", "Directeur de la Division de l’Afrique II", "6.9"),
    ("Équipes opérationnelles intégrées", "chef d’équipe", "Directeur de la Division Asie et Moyen-Orient", "6.9"),
    ("Équipes opérationnelles intégrées", "chef d’équipe", "Directeur de la Division Europe et Amérique latine", "6.9"),
    ("Bureau des affaires militaires", "Conseiller militaire", SGA, "7.1"),
    (
        "Service de la planification militaire",
        "Chef du Service de la planification militaire",
        "Conseiller militaire",
        "7.5",
    ),
    (
        "Service de la constitution des forces",
        "Chef du Service de la constitution des forces",
        "Conseiller militaire",
        "7.7",
    ),
    (
        "Service des opérations militaires en cours",
        "Chef du Service des opérations militaires en cours",
        "Conseiller militaire",
        "7.9",
    ),
    (ETAT_DROIT, SSG_ED, SGA, "8.1"),
    ("Division de la police", "Conseiller pour les questions de police", SSG_ED, "8.6"),
    (
        POLITIQUES_POLICE,
        f"Chef de la {POLITIQUES_POLICE}",
        "Conseiller adjoint pour les questions de police",
        "8.9",
    ),
    (
        GESTION_MISSIONS,
        f"Chef de la {GESTION_MISSIONS}",
        "Conseiller adjoint pour les questions de police",
        "8.11",
    ),
    (
        "Force de police permanente",
        "administrateur général",
        "Conseiller pour les questions de police",
        "8.13",
    ),
    (DROIT_PENAL, f"Chef de la {DROIT_PENAL}", SSG_ED, "8.15"),
    (DDR, f"Chef de la {DDR}", SSG_ED, "8.17"),
    (
        "Groupe de la réforme du secteur de la sécurité",
        "Chef du Groupe de la réforme du secteur de la sécurité",
        SSG_ED,
        "8.19",
    ),
    ("Service de la lutte antimines", "Directeur du Service de la lutte antimines", SSG_ED, "8.21"),
    (PROGRAMMES_MINES, f"Chef de la {PROGRAMMES_MINES}", "Directeur du Service de la lutte antimines", "8.24"),
    (POLITIQUES_MINES, f"Chef de la {POLITIQUES_MINES}", "Directeur du Service de la lutte antimines", "8.26"),
}
CONDITIONAL = ("Département de l’appui aux missions", SGA_DAM, SGA, "2.4 b")

# Every numbered paragraph with its lettered items; "+": the paragraph itself states something too.
PARAGRAPHS = {
    "2.1": "a-m", "2.2": "+", "2.3": "+", "2.4": "+ a-i",
    "3.1": "+", "3.2": "+",
    "4.1": "+", "4.2": "+ a-g", "4.3": "+ a-h", "4.4": "+", "4.5": "a-c", "4.6": "+", "4.7": "a-f", "4.8": "+",
    "4.9": "+", "4.10": "+",
    "5.1": "+", "5.2": "+", "5.3": "a-d", "5.4": "+", "5.5": "a-e", "5.6": "+", "5.7": "a-e", "5.8": "+",
    "6.1": "+", "6.2": "+", "6.3": "+", "6.4": "a-c", "6.5": "+", "6.6": "+", "6.7": "a-e", "6.8": "+", "6.9": "+",
    "6.10": "a-d",
    "7.1": "+", "7.2": "+", "7.3": "+", "7.4": "a-g", "7.5": "+", "7.6": "a-f", "7.7": "+", "7.8": "a-f", "7.9": "+",
    "7.10": "a-d",
    "8.1": "+", "8.2": "+", "8.3": "+", "8.4": "a-g", "8.5": "+", "8.6": "+", "8.7": "+", "8.8": "a-c", "8.9": "+",
    "8.10": "a-c", "8.11": "+", "8.12": "a-d", "8.13": "+", "8.14": "a-b", "8.15": "+", "8.16": "a-f", "8.17": "+",
    "8.18": "a-d", "8.19": "+", "8.20": "a-d", "8.21": "+", "8.22": "+", "8.23": "a-c", "8.24": "+", "8.25": "a-c",
    "8.26": "+", "8.27": "a-c",
    "9.1": "+", "9.2": "+",
}  # fmt: skip
SECTIONS = {"1"}  # its text has no numbered paragraph
HEADINGS = {str(section) for section in range(1, 10)}

MISSIONS_LINE = f"{SGA_DAM} ?2.4 b? {SGA} (3.1) {SG}"
PATHS = {
    "Force de police permanente": [
        f"administrateur général (8.13) Conseiller pour les questions de police (8.6) {SSG_ED} (8.1) {SGA} (3.1) {SG}"
    ],
    "Bureau du Chef de cabinet": [
        f"Chef de cabinet (4.3) {SGA} (3.1) {SG}",
        f"Chef de cabinet (4.3) {MISSIONS_LINE}",
    ],
    GESTION_MISSIONS: [
        (
            f"Chef de la {GESTION_MISSIONS} (8.11) Conseiller adjoint pour les questions de police (inferred) "
            f"Conseiller pour les questions de police (8.6) {SSG_ED} (8.1) {SGA} (3.1) {SG}"
        )
    ],
    "Service intégré de formation": [
        f"Chef du Service intégré de formation (5.4) Directeur de la {DPEF} (5.1) {SGA} (3.1) {SG}",
        f"Chef du Service intégré de formation (5.4) Directeur de la {DPEF} (5.1) {MISSIONS_LINE}",
    ],
    "Service de la lutte antimines/Bureau du Directeur": [
        (
            f"Bureau du Directeur (inferred) Directeur du Service de la lutte antimines (8.21) {SSG_ED} (8.1) {SGA} "
            f"(3.1) {SG}"
        )
    ],
    "Division de l’Afrique II/Équipes opérationnelles intégrées": [
        f"chef d’équipe (6.9) Directeur de la Division de l’Afrique II (6.6) {SSG_OPS} (6.1) {SGA} (3.1) {SG}"
    ],
    "Équipe chargée du personnel militaire": [
        (
            "Équipe chargée du personnel militaire (inferred) Chef du Service de la constitution des forces (7.7) "
            f"Conseiller militaire (7.1) {SGA} (3.1) {SG}"
        )
    ],
    "Section des relations avec la presse": [
        f"Section des relations avec la presse (inferred) Chef de cabinet (4.3) {SGA} (3.1) {SG}",
        f"Section des relations avec la presse (inferred) Chef de cabinet (4.3) {MISSIONS_LINE}",
    ],
    "Secrétariat du Secrétaire général adjoint": [f"assistant spécial (4.2) {SGA} (3.1) {SG}"],
    POLITIQUES_MINES: [
        (
            f"Chef de la {POLITIQUES_MINES} (8.26) Directeur du Service de la lutte antimines (8.21) {SSG_ED} (8.1) "
            f"{SGA} (3.1) {SG}"
        )
    ],
    # posts
    "Conseiller militaire": [f"Conseiller militaire (7.1) {SGA} (3.1) {SG}"],
    SGA_DAM: [MISSIONS_LINE],
    SG: [SG],
}

# Of two units or posts, who decides between them: the superiors without another such beneath them.
DECIDERS = {
    ("Force de police permanente", GESTION_MISSIONS): {"Conseiller pour les questions de police"},
    (GESTION_MISSIONS, POLITIQUES_POLICE): {"Conseiller adjoint pour les questions de police"},
    (DDR, "Groupe de la réforme du secteur de la sécurité"): {SSG_ED},
    ("Division de l’Afrique I", "Division Asie et Moyen-Orient"): {SSG_OPS},
    ("Service de la lutte antimines", "Bureau des affaires militaires"): {SGA},
    ("Division de la police", "Force de police permanente"): {"Conseiller pour les questions de police"},
    # both answer to both Under-Secretaries-General
    ("Bureau du Chef de cabinet", DPEF): {SGA, SGA_DAM},
    ("Centre de situation", "Service intégré de formation"): {SGA, SGA_DAM},
    # one of the two superiors decides, for the other unit answers to him only
    ("Centre de situation", "Bureau des affaires militaires"): {SGA},
}


def lettered(items: str) -> list[str]:
    """Return the letters of ``a-m``, with or without a ``+`` before it."""
    first, _, last = items.removeprefix("+").strip().partition("-")
    letters = string.ascii_lowercase
    return list(letters[letters.index(first) : letters.index(last) + 1]) if first else []


LETTERED = [f"{number} {letter}" for number, items in PARAGRAPHS.items() for letter in lettered(items)]

COMMON = {
    "6.7": {
        "Division de l’Afrique I",
        "Division de l’Afrique II",
        "Division Asie et Moyen-Orient",
        "Division Europe et Amérique latine",
    },
    "6.10": {"Équipes opérationnelles intégrées"},
    "4.10": {
        "Bureau du Chef de cabinet",
        "Section des affaires publiques",
        "Centre de situation",
        "Service administratif",
    },
    "8.5": {
        "Bureau du Sous-Secrétaire général",
        "Division de la police",
        "Bureau du Conseiller pour les questions de police",
        POLITIQUES_POLICE,
        GESTION_MISSIONS,
        "Force de police permanente",
        DROIT_PENAL,
        DDR,
        "Groupe de la réforme du secteur de la sécurité",
        "Service de la lutte antimines",
        "Bureau du Directeur",
        PROGRAMMES_MINES,
        POLITIQUES_MINES,
    },
}

IN_PERSON = {
    "3.2": SGA,
    "6.2": SSG_OPS,
    "7.2": "Conseiller militaire",
    "8.2": SSG_ED,
    "8.6": "Conseiller pour les questions de police",
}
