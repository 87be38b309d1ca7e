"""Spanish: how sentences are built, and the sets of words that the other modules name with "@"."""

SETS = {
    "common": """el la los las de del y no que en un una por con para su se nos me le les es está esta
        hemos ha he factura gracias lo al muy pero ya mi tu os son usted ustedes hola""",
    "paid": """pagado pagada pagadas pagados abonado abonada abonadas abonados transferido transferida
        liquidado liquidada saldado saldada ingresado ingresada cancelado_el_pago satisfecha satisfecho""",
    "pays": """pagaré pagare pagaremos abonaré abonaremos transfiero transferiré transferiremos ingresaré
        ingresaremos liquido liquidaré liquidaremos ingreso abonamos""",
    "payment": "pago transferencia ingreso abono giro talón bizum cheque",
    "ordinal": r"(?:[\u00bao\u00b0])?",
    "weekdays": "lun=0 mie=2 jue=3 vie=4 sab=5 dom=6 mart=1",
    "months": "set=9 setiembre=9",
    "numbers": """un=1 una=1 uno=1 dos=2 tres=3 cuatro=4 cinco=5 seis=6 siete=7 ocho=8 diez=10 quince=15
        par=2""",
    "invoice": "factura facturas importe importes fra cantidad cargo recibo reclamación deuda cuenta #",
    "goods": """mercancía mercancías pedido pedidos material materiales paquete producto productos género
        envío artículos piezas entrega palet palets mitad resto cajas caja unidades bulto bultos sillas
        azulejos rollos muebles suministro envíos entregas palés palé equipo equipos paquetes recambios
        pieza lote cantidad compra""",
    "nots": "no nunca jamás nada ningún ninguna ninguno sin todavía_no aún_no nadie tampoco",
    "work": """obra trabajo trabajos servicio servicios reparación instalación reforma montaje proyecto
        limpieza curso formación mantenimiento visita revisión obras mudanza pintura""",
    "men": """técnico operario operarios fontanero electricista albañil pintor repartidor equipo chico
        chicos gente instalador obreros transportista""",
    "kin": """marido mujer hijo hija padre madre jefe jefa socio socia contable hermano hermana casero
        gestor gestora gestoría administradora asesor asesoría compañera compañero central""",
    "bad": """roto rota rotos rotas defectuos* estropead* dañad* averiad* inservible* rayad* caducad*
        podrid* golpead* abollad* agrietad* partid* descosid* oxidad* mojad* manchad* torcid* rajad*
        mal_estado fisurad*""",
}

PHRASES = {
    "closing": """un|saludos|saludo|cordial|cordiales|atentos cordial|saludo|saludos|cordiales, saludos,
        slds, atentamente, atte, un saludo, un abrazo, reciban|reciba un, cordialmente, sin otro
        particular, quedo|quedamos a su disposición""",
    "harmless": """si es posible, si le|les|te|os parece bien|ok, si tienen|tiene|tenéis alguna|cualquier
        duda|pregunta, si no lo|la .. ha|han hecho, no hay problema, no se preocupe|preocupen, no te
        preocupes, no pasa nada, si puede|pueden ser, si fuera posible, no dude|duden en, no solo, por qué
        no, si hace falta, si necesita* .. algo|más, no más tarde, si me permite, no entiendo por qué, sin
        embargo, cómo no, si quiere|quieren|queréis, pero si, si ya, si es que, si bien, que si, sin
        problema|más|duda, gracias por .. paciencia, no responda* .. este|correo|mensaje, no conteste* ..
        este|correo|mensaje, mensaje automático|generado, en_cuanto|cuando llegue|llego|esté|lleguemos|
        estemos .. a|en casa|oficina|despacho""",
    "negation": """no, nunca, jamás, ningún, ninguna, ninguno, nada, ni, tampoco, imposible, nadie,
        todavía|aún no, impagad*, incapaz, sin pagar|haber|dinero|fondos|liquidez|poder|recibir|fecha|
        noticias|saber|abonar|ingresar|transferir|confirmar|justificante|que""",
    "conditional": """si, cuando, en cuanto, una vez, siempre que|y, a condición, hasta que, salvo que,
        siempre y cuando, tan pronto, después de que, tras recibir|recepción|la, al recibir, cuando
        reciba*, pagaría, pagaríamos, podría, podríamos, en caso de, a la espera, pendiente de, previa,
        mientras no, como no, habría, hubiera*, a lo mejor, quizás, quizá, tal vez, igual
        podemos|puedo|podré, posiblemente""",
    "but": """pero, sin embargo, porque, ya que, aunque, y|e la|el|no|nos|les|ya|que|hemos|se|por_favor|
        ahora|para, así que, por lo que|tanto, por favor, en cambio, mientras que, puesto que, pues,
        rogamos, ruego, no obstante, además""",
    "hedge": """creo|creemos que?, me parece, supongo, diría que, juraría, probablemente, seguramente, si
        no me equivoco, según creo, en teoría, pensaba, debe de, tengo entendido, aparentemente""",
    "invoice": "factura|facturas|fra|fras|fac|nº|n|num|número|nro",
    "not_day": """factura|facturas|fra|carta|correo|pedido|presupuesto|albarán|reclamación|recordatorio
        #? de|fechada|del, vencid* el|desde?, vencimiento|vence el|del|de|es|a?, fechada el?, emitida
        el?, entregado el""",
    "reference": """referencia, ref, con referencia, número|n de operación|transferencia|referencia,
        concepto, con el concepto, código de operación, justificante número|nº?, nº|n.º de?
        operación|transferencia|referencia|justificante""",
    "case": """autos, procedimiento, número de autos|procedimiento|expediente, expediente, nig, concurso
        número|nº|n?, concurso voluntario?, ref""",
    "administrator": """administrador|administradora|administración concursal ..
        es|nombrado|designado|d?, administrador|administradora concursal, liquidador""",
    "person": """contacto|encargado|encargada|responsable|sustituye|sustituta|sustituto .. es|a|ahora?,
        hable|hablen|hablar|contacte|contacten|contactar con, escriba|escriban|escribir|dirigir*|dirija*
        a, es ahora, ahora es|lo_lleva, lo|la lleva, con, persona de contacto es, preguntar por, ahora lo
        lleva, mi|nuestra|nuestro @kin, se encarga|ocupa, lo lleva""",
    "until": "hasta, hasta el, para el, a",
    "assured": """sin falta, prometido, te|os|se lo prometo, seguro, como tarde, a más tardar,
        garantizado, fijo, para, antes""",
}
