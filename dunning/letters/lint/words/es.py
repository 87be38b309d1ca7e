"""Spanish words that a letter must not, should not, or must hold; see the package for their form."""

WORDS = {
    "harmless": "en su interés, de su interés, orden de compra",
    "E101": """policía*, policial*, arrest*, detención, cárcel*, prisión, preso*, criminal*, penal,
        penales, delito*, delictiv*, fraude*, fraudulent*, estafa*, robo, robos, ladrón, ladrones,
        hurto*""",
    "E102": """embarg*, incaut*, confisc*, alguacil*, su sueldo, su salario, su nómina, ejecución de
        bienes, desahuci*""",
    "E103": """demanda presentada, hemos presentado una demanda, hemos demandado, citación*, último aviso
        antes *, procedimiento judicial iniciado, acciones legales iniciadas, requerimiento judicial""",
    "E104": """nuestro abogado*, nuestra abogada*, nuestros abogados, nuestro departamento jurídico,
        nuestros servicios jurídicos""",
    "E105": """ASNEF, lista de morosos, fichero de morosos, ficheros de solvencia, buró de crédito, central
        de riesgo*""",
    "E106": """su empleador*, su jefe, a su familia, sus vecinos, sus clientes, redes sociales, publicar*,
        publicaremos""",
    "E107": """vergüenza*, vergonzos*, avergonz*, mentiros*, moroso*, morosa*, sinvergüenza*, deshonest*,
        idiota*, estúpid*""",
    "E108": """inmigra*, deport*, permiso de residencia, religi*, su salud, su enfermedad, sus hijos, su
        hijo""",
    "E109": """última oportunidad, último aviso, última advertencia, en 24 horas, antes de 24 horas, en un
        plazo de 24 horas, antes de medianoche""",
    "E110": "gastos de cobro, gastos de reclamación, recargo*, comisión por *, penalización*",
    "E111": "oficial, oficiales, oficialmente, ministerio*, gobierno*, administración pública",
    "E114": "número de tarjeta, número de su tarjeta, datos de su tarjeta, CVV, CVC, fecha de caducidad",
    "court": "juzgado*, tribunal*, judicial*, demandar*, acciones legales, vía legal",
    "agency": "empresa de cobro*, agencia de cobro*, empresa de recobro*, recobro*",
    "interest": "intereses",
    "pause": "aplazar nuevas *, suspender *, suspenderemos *, interrumpir *",
    "W202": """inmediatamente, de inmediato, por la presente, mediante la presente, de conformidad con,
        antedich*, susodich*, en su defecto, a la mayor brevedad, remitir""",
    "W203": "nueve de cada diez, 9 de cada 10, la mayoría de nuestros clientes, una pequeña minoría",
    "W204": """oferta especial, código de descuento, % de descuento, nuevos productos, boletín*,
        suscríbase""",
    "W205": "deuda*, vencid*, impagad*, impago*, atras*, moros*, reclam*, cobro*, recobro*",
    "next": """responda, respóndanos, respuesta, llámenos, escríbanos, hable con, díganos, díganoslo,
        indíquenos, pague""",
    "dispute": "no está de acuerdo, desacuerdo*, reclamación",
    "time": "más tiempo, a plazos, plan de pago*, aplazamiento*",
    "paid": "ya ha pagado, ya pagó",
}
