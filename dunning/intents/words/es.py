"""Spanish words of replies; see the package for their form."""

SETS = {
    "common": """el la los las de del y no que en un una por con para su se nos me le les es está esta hemos
        ha he factura gracias lo al muy pero ya mi tu os son usted ustedes hola""",
    "paid": """pagado pagada pagadas pagados abonado abonada abonadas abonados transferido transferida
        liquidado liquidada saldado saldada ingresado ingresada cancelado_el_pago satisfecha satisfecho""",
    "pays": """pagaré pagare pagaremos abonaré abonaremos transfiero transferiré transferiremos ingresaré
        ingresaremos liquido liquidaré liquidaremos""",
    "payment": "pago transferencia ingreso abono giro talón bizum cheque",
    "ordinal": r"(?:[\u00bao\u00b0])?",
    "weekdays": "lun=0 mie=2 jue=3 vie=4 sab=5 dom=6 mart=1",
    "months": "set=9 setiembre=9",
    "numbers": """un=1 una=1 uno=1 dos=2 tres=3 cuatro=4 cinco=5 seis=6 siete=7 ocho=8 diez=10 quince=15
        par=2""",
    "invoice": "factura facturas importe importes fra cantidad cargo recibo reclamación deuda cuenta #",
    "goods": """mercancía mercancías pedido pedidos material materiales paquete producto productos género
        envío artículos piezas entrega palet palets mitad resto""",
}

PHRASES = {
    "closing": """un|saludos|saludo|cordial|cordiales|atentos cordial|saludo|saludos|cordiales, saludos,
        slds, atentamente, atte, un saludo, un abrazo, reciban|reciba un, cordialmente, sin otro particular,
        quedo|quedamos a su disposición""",
    "harmless": """si es posible, si le|les|te|os parece bien|ok, si tienen|tiene|tenéis alguna|cualquier
        duda|pregunta, si no lo|la .. ha|han hecho, no hay problema, no se preocupe|preocupen, no te
        preocupes, no pasa nada, si puede|pueden ser, si fuera posible, no dude|duden en, no solo, sin
        problema|falta|más|duda, por qué no, si hace falta, si necesita* .. algo|más, no más tarde, si me
        permite, no entiendo por qué, sin embargo, cómo no, si quiere|quieren|queréis, pero si, si ya, si es
        que, si bien, que si""",
    "negation": """no, nunca, jamás, ningún, ninguna, ninguno, nada, ni, sin, tampoco, imposible, nadie,
        todavía|aún no, impagad*, incapaz""",
    "conditional": """si, cuando, en cuanto, una vez, siempre que|y, a condición, hasta que, salvo que,
        siempre y cuando, tan pronto, después de que, tras recibir|recepción|la, al recibir, cuando reciba*,
        pagaría, pagaríamos, podría, podríamos, en caso de, a la espera, pendiente de, previa, mientras no,
        como no, habría, hubiera*""",
    "but": """pero, sin embargo, porque, ya que, aunque, y|e
        la|el|no|nos|les|ya|que|hemos|se|por_favor|ahora|para, así que, por lo que|tanto, por favor, en
        cambio, mientras que, puesto que, pues, rogamos, ruego, no obstante, además""",
    "hedge": """creo|creemos que?, me parece, supongo, diría que, juraría, probablemente, seguramente, si no
        me equivoco, según creo, en teoría, pensaba, debe de, tengo entendido, aparentemente""",
    "invoice": "factura|facturas|fra|fras|fac|nº|n|num|número|nro",
    "not_day": """factura|facturas|fra|carta|correo|pedido|presupuesto|albarán| reclamación|recordatorio #?
        de|fechada|del, vencid* el|desde?, vencimiento|vence el|del|de|es|a?, desde el?, fechada el?, emitida
        el?, entregado el""",
    "reference": """referencia, ref, con referencia, número|n de operación|transferencia|referencia,
        concepto, con el concepto, código de operación, justificante número|nº?""",
    "case": """autos, procedimiento, número de autos|procedimiento|expediente, expediente, nig, concurso
        número|nº|n?, concurso voluntario?, ref""",
    "administrator": """administrador|administradora|administración concursal .. es|nombrado|designado|d?,
        administrador|administradora concursal, liquidador""",
    "person": """contacto|encargado|encargada|responsable|sustituye|sustituta|sustituto .. es|a|ahora?,
        hable|hablen|hablar|contacte|contacten|contactar con, escriba|escriban|escribir|dirigir*|dirija* a,
        es ahora, ahora es|lo_lleva, lo|la lleva, con, persona de contacto es, preguntar por, ahora lo lleva
        """,
    "sum.before": """pagar, pago, pagué, pagamos, pagaré, pagado, transferir, transferido, ingresar,
        ingresado, ingresé, abonar, abonado, abonaré, de, pagaremos, pagaros, pagarte, ingresaré, mandar,
        hacer, unos""",
    "sum.not_after": """días|dia|día|dias|semanas|semana|meses|mes|plazos|veces|horas|años|
        facturas|cuotas|por_ciento""",
    "sum.half": "mitad, la mitad, 50%",
    "sum.rest": "el|lo|del resto, restante, lo que falta|queda",
    "sum.all": """totalidad, todo, íntegramente, importe total|íntegro, por completo, en su totalidad, total
        de la""",
    "paid": """hemos|he|ha|han|fue|fueron|está|estan|están|esta|quedó|quedaron|han_sido|ha_sido .. ya? ...
        @paid, ya .. está|fue|se|te|la|lo|las|os|le? .. @paid|=pagó|=pagué|pagamos|=abonó|abonamos|pagaron, ^
        @paid, @invoice ... @paid|=pagó|=pagué|=abonó, =pagué|=ingresé|=abonó|=pagó|=transferí|pagaron ..
        ayer|el|la|hace|lunes|martes|miércoles|jueves|viernes|por|mediante| con|ya|esta|anteayer|hoy|esa,
        se|la|lo|las|los|ya =pagó|=abonó|=pagué|=ingresó|transfirió|abonamos|pagaron|realizó|hizo,
        hicimos|hice|realizamos|=realicé|efectuamos|=efectué|hizo|mandamos| =mandé|=envié|enviamos|ordenamos
        .. ... @payment|transferencia|pago, @payment ...
        hecho|hecha|realizado|realizada|efectuado|efectuada|enviado|enviada|
        ordenada|emitida|salió|ejecutada|cursada, hemos|he|ha ..
        hecho|realizado|efectuado|ordenado|enviado|mandado|cursado|emitido .. ... @payment,
        pagado|pagada|abonada|abonado .. ayer|el|hace|por|con|lunes|martes|miércoles|jueves|viernes,
        cargado|cobrado|cargaron .. cuenta|banco, os|les|le .. =pagué, ya|me|nos .. habéis|han ..
        cobrado|cargado, está pagad*, el dinero|pago|transferencia .. ya .. salió|está,
        te|se|os|la|lo|las|los|le|les =pagué|=abonó|=ingresé|=transferí|=pagó,
        hecha|hecho|realizada|realizado|efectuada|enviada la|el? @payment, @payment .. se
        realizó|hizo|efectuó|ordenó|mandó, os|te|les|le =ingresé|=pagué|=transferí|=abonamos, ya
        está|estaba|quedó .. @paid|hecho|hecha|arreglado, acabo|acabamos|acaba de
        hacer|realizar|ordenar|enviar|mandar .. @payment, acabo|acabamos de
        pagar*|abonar*|transferir*|ingresar*""",
    "not.paid": """ser|será|serán|sea|debe|debería|deberían|tiene|tengo|tenemos|va|van|
        puede|quedará|estará|estaría|debía|había_que|habrá|hay_que .. ... @paid, ser @paid,
        cuándo|cuando|cómo|quién|cuánto|habíamos|habremos|no_habíamos .. ... @paid|pagamos, una vez|si|cuando
        .. ... @paid, dos veces, de más, pagado de más, pago a|en .. plazos, han|habéis|ha .. abonado|pagado
        .. la_nota|mi_devolución|la_devolución|el_importe_de_la, =pagué .. señal, pagado .. señal|anticipo,
        siempre .. pagado|pagamos, hasta que .. @paid, abonado .. la devolución, a pagado nadie, se|nos ha
        hecho .. descuento""",
    "promise": """@payment ... realizará|efectuará|hará|será|saldrá|irá|llegará|está_previsto|
        está_prevista|previsto|prevista|programado|programada|se_hace|sale| queda_programado,
        realizaremos|realizaré|efectuaremos|efectuaré|haremos|haré|
        procederemos|procederé|procedemos|ordenaremos|ordenaré|emitiremos|
        enviaremos|enviaré|mandaré|mandaremos .. ... @payment|pago|pagar|abonar|transferir, voy|vamos|va|van
        a .. pagar*|abonar*|transferir*|hacer*|ingresar*|realizar|liquidar|efectuar|proceder,
        quedará|quedara|estará|será|serán .. @paid,
        pagaré|pagaremos|pagare|abonaré|abonaremos|ingresaré|ingresaremos|
        transferiré|transferiremos|liquidaré|liquidaremos, se pagará|abonará|ingresará|transferirá|liquidará,
        prometo|prometemos|comprometo|comprometemos .. pagar*|pago|abonar,
        tendrá|tendrán|tendréis|tendrás|recibirá|recibirán|recibiréis .. ... @payment|dinero|importe,
        puedo|podemos|podré|podremos .. pagar*|abonar*|ingresar*|transferir*|hacer|mandar|liquidar,
        pienso|pensamos|espero|esperamos|intentaré|intentaremos .. pagar*|abonar*|ingresar*|hacer,
        previsto|prevista|programado|programada .. pago|pagar|para|el, remesa .. del?|pagos,
        entra|entrará|va|irá|incluida|incluido .. en la? remesa|pagos|próximo, pagaré|cheque|talón ..
        sale|saldrá|va|irá, hago el bizum, bizum""",
    "promise.present": """@pays, hago|hacemos|mando|mandamos|envío|enviamos|realizo|realizamos|
        efectuamos|doy|damos|ordeno|ordenamos ... @payment|orden|transferencia|pago, @payment ..
        sale|salen|va, te|os|le|les|lo|la|se|las|los|yo|se_lo|se_la|os_lo|te_lo pago|abono|ingreso, ^
        pago|abono, lo|la|los|las tenéis|tienes|tiene|tienen|tendréis|tendrá|tendrás|tendrán|tenés,
        está|estará en .. cuenta, @invoice .. ... sale|salen, lo|la|los|las hago|hacemos""",
    "not.promise": """cómo|como|cuándo|cuánto|dónde|donde|por_qué .. ... pagar*|pago|pagamos|abono|@pays,
        puedo|podemos|podría|podríamos|se_puede .. pagar*|abonar .. con|por|en|mediante
        tarjeta|bizum|efectivo|transferencia|paypal|metálico|domiciliación, podría|podríamos|se_puede, a|en
        plazos, fraccionad*, plazos, pueden|puede|podéis .. pagar|hacer|mandar, voy a ..
        abogado|denunciar|consultar|devolver|reclamar, será|serán .. reparad*|entregad*, qué|que ..
        pago|pagamos .. por_algo?,
        tenía|teníamos|iba|íbamos|pensaba|pensábamos|quería|queríamos|había|habíamos .. ...
        pagar*|previsto|hacer|abonar*, estaba previsto|prevista|programado, @pays .. mi|mis|nuestros ..
        electricista|alquiler|empleados|proveedores|impuestos""",
    "asks_time.ask": """plazos|fraccionar|fraccionado|fraccionamiento|cuotas|mensualidades|
        mensualmente|aplazar|aplazamiento|aplazado|prórroga|moratoria|
        plan_de_pago|plan_de_pagos|acuerdo_de_pago|calendario_de_pagos| pagos_parciales, más
        tiempo|plazo|días|margen, poco|algo más .. tiempo|plazo|margen|de_tiempo?, un poco de ..
        tiempo|paciencia|margen, ampliar|ampliación|alargar|extender|retrasar|posponer|prorrogar ...
        plazo|pago|vencimiento|fecha|tiempo|días, al|cada|por mes, poco a poco,
        dar|dais|darnos|darme|den|denos|conceder|concedan|concédanme .. ... tiempo|plazo|días|semanas|margen,
        pagar|pago .. en .. dos|tres|varias|varios|partes|veces|cuatro, pagar .. más adelante|tarde, esperar
        .. ... cobrar|cobre|cobro|final|semana|mes|nómina|unos_días,
        esperar|esperarme|esperarnos|espera|esperen|esperáis .. ...
        pago|cobro|enero|mes|semana|días|principios|finales|hasta, tener paciencia""",
    "asks_time.soft": """no .. puedo|podemos|puede|podré|podremos|pude .. ...
        pagar*|abonar*|hacer*|liquidar*|afrontar*|asumir*|transferir*|ingresar*, no ..
        tengo|tenemos|dispongo|disponemos|hay ... dinero|liquidez|fondos|efectivo|saldo|tesorería, sin
        liquidez|fondos|dinero|blanca, problema|problemas|tensión|tensiones|falta|dificultades .. ...
        liquidez|tesorería|económic*|financier*|pago|caja|dinero|cobro,
        mal|mala|malos|complicada|complicado|difícil|delicada .. situación|momento|racha|económic*|época|mes,
        situación .. económica|complicada|difícil|delicada, en cuanto ..
        pueda|podamos|cobre|cobremos|me_paguen|nos_paguen|me_sea|nos_sea|tenga|sea, lo
        antes|lo_más_pronto|cuanto|tan_pronto posible|antes|como|sea, cuando ..
        pueda|podamos|cobre|cobremos|tenga|me_paguen, pronto, próximamente, en breve,
        paro|erte|desempleo|sin_trabajo, ando|estoy|estamos ..
        justo|justos|mal|pelado|apurado|apurados|ahogados|fatal, esperando .. ...
        cobro|cobros|cobrar|pago|ingreso|nos_paguen|me_paguen|cliente, cliente|clientes .. no ..
        pagado|pagan|paga|han_pagado, a ver si""",
    "dispute.quality": """roto|rota|rotos|rotas|defectuoso|defectuosa|defectuosos|defectuosas|
        estropeado|estropeada|estropeados|dañado|dañada|dañados|dañadas|
        averiado|averiada|inservible|inservibles|rayado|rayada|caducado|
        caducados|podrido|golpeado|golpeados,
        defecto|defectos|avería|desperfecto|desperfectos|vicios|tara|taras| gotera|goteras, no ..
        funciona|funcionan|funcionó|sirve|sirven|va_bien|cumple|cumplen|arranca|enfría, mala|pésima|mal
        calidad|hecho|hecha|hechos|instalado|instalada|trabajo|servicio| acabado|colocado|pintado|reparado,
        equivocado|equivocada|erróneo|incorrecto .. producto|artículo|talla|color|material|modelo|género,
        producto|artículo|talla|color|material|modelo|género|pedido ..
        equivocad*|erróne*|incorrect*|que_no_era|distinto, no ..
        satisfecho|satisfechos|contento|contentos|conforme_con_la_calidad| conformes_con_el_trabajo, sigue ..
        sin funcionar|goteando|perdiendo, pierde agua, chapuza, dejó de funcionar, descontento*, no ..
        cierra|abre|enfría|calienta|va|encaja|queda .. bien?, arregl* .. ..., se ..
        cae|despega|sale|mueve|ha_roto, se cae|caen|despega|desconcha|agrieta""",
    "dispute.price": """precio|importe|cantidad|tarifa|iva|total|descuento|horas|presupuesto|
        cuantía|unidades ... no .. coincide|correcto|correcta|corresponde|es|está|aplicado|acordad*|
        pactad*|son|cuadra|cuadran|coinciden, precio|importe|tarifa|total|iva|cantidad ...
        mal|erróneo|incorrecto|incorrecta|equivocado|superior|acordado| pactado|excesivo|excesiva|errónea,
        cobrado|facturado|cobran|cobráis|cobrando|cobrar .. ... de_más|más|demasiado|mal|por_encima|el_doble,
        no .. coincide .. presupuesto|acordado|pactado|pedido|precio,
        acordado|acordamos|pactado|pactamos|presupuestado|presupuestaron|
        presupuesto|habíamos_quedado|quedamos .. ... eran|era|fue|fueron|en|decía|de|por|aceptado, demasiado
        caro|alto, carísimo, falta .. descuento, descuento .. aplicado|no|falta, error .. en ..
        precio|importe|iva|cantidad|total, más .. de lo .. acordado|pactado|presupuestado|normal, según
        presupuesto, no .. lo .. acordado|pactado|presupuestado, en|según el|su|vuestro presupuesto .. ...,
        presupuesto .. ponía|decía|pone|dice|son|eran, habéis|han|ha facturado .. €|euros,
        cobráis|facturáis|cobran|facturan|cobrado|facturado .. ... horas|días, exento|exentos de iva,
        inversión del sujeto""",
    "dispute.wrong": """@invoice ... mal|errónea|erróneo|incorrecta|incorrecto|equivocada|equivocado|
        no_es_correcta|no_procede|no_corresponde|no_es_nuestra|no_es_mía|
        improcedente|indebida|indebido|duda, no ..
        conforme|conformes|acuerdo|reconozco|reconocemos|procede|acepto|
        aceptamos|corresponde|correcta|es_correcto .. ...
        factura|importe|cargo|deuda|esta|esto|con|la|el|pagar, no .. estoy|estamos ..
        conforme|conformes|de_acuerdo, rechazo|rechazamos|impugno|impugnamos|disputo|discrepo|discrepamos|
        oponemos|opongo|me_opongo, disconforme|disconformidad|desacuerdo, no .. debo|debemos|adeudo|adeudamos
        .. nada|ese|esa|eso|esta|dinero, no .. voy|vamos|pienso|pensamos .. a? .. pagar*|abonar* .. ..., no
        .. pago|pagaré|pagamos|pagaremos .. esto|eso|esta|esa|hasta|porque|nada|un_euro|ni|por,
        negamos|niego|me_niego|nos_negamos .. pagar, error|errores .. en|con .. la|su|esta|vuestra ..
        factura|facturación, factura .. error|errores|rectificar|corregir|anular|mal,
        rectificar|rectifiquen|corregir|corrijan|anular|anulen .. factura, está .. mal|equivocada, ni
        un|un_solo euro, está|estan|están|esta mal, opone|oponen|oponerse|opongo .. a, no .. ser|es|sea
        debida|debido""",
    "dispute.not_ordered": """no|nunca|nada|ningún|jamás .. ...
        pedido|pedí|pedimos|encargado|encargué|encargamos|contratado|contraté|
        contratamos|solicitado|solicité|firmado|firmé|comprado|compramos| compré|autoricé .. ...
        esto|eso|nada|nunca|este|ese|servicio|ningún|producto|material|de|que, sin ..
        autorización|pedido|autorizar|nuestro_consentimiento, ningún pedido|contrato""",
    "dispute.not_received": """@goods ... no|nunca|nada|sin|todavía|falta|faltan .. ...
        llegado|llegó|recibido|recibimos|entregado|entregada|llegaron|
        entregaron|recibir|recibí|entregar|llegar|completo|completa, no|nunca|nada|todavía .. ...
        recibido|recibimos|llegado|llegó|entregado|recibí|entregaron|servido| suministrado .. ...
        @goods|de_la_factura, falta|faltan .. ...
        @goods|cajas|palés|unidades|bultos|palets|la_mitad_del_pedido, @goods|cajas|palets ..
        falta|faltan|incompleto|incompleta|faltante, esperando|espera .. ... @goods|entrega, sin
        recibir|entregar .. @goods?, nunca llegó|llegaron|recibimos|recibí|entregaron, dónde está .. @goods,
        no .. han|habéis|ha .. entregado|servido|mandado|enviado .. ... @goods|nada|todo""",
    "dispute.not_done": """obra|trabajo|trabajos|servicio|servicios|reparación|instalación|
        reforma|montaje|proyecto .. ... no|sin|nunca|falta|a_medias|incompleto|incompleta .. ...
        terminado|terminada|terminados|acabado|acabada|acabados|hecho|
        realizado|terminar|acabar|finalizado|prestado|completado|finalizada| prestaron|realizó|completo,
        no|nunca .. ... terminado|acabado|venido|vinieron|realizado|hecho|finalizado|prestado| aparecieron ..
        trabajo|obra|servicio|reparación|instalación, falta por|pintar|terminar|rematar|acabar, sin
        terminar|acabar|rematar|finalizar, a medias|medio_hacer, nadie .. vino|venido|aparecido|apareció, no
        .. vino|vinieron|han_venido|apareci* .. nadie?, técnico|operario|fontanero|electricista .. no|nunca
        .. vino|venido|apareció""",
    "dispute.duplicate": """dos|2|doble veces|cobro|vez|facturación|cargo .. ...
        mismo|misma|facturado|cobrado|cobrando, cobrado|facturado|cargado|facturada|facturando|cobráis .. ...
        dos_veces|2_veces|doble|duplicado|por_duplicado, duplicada|duplicado|duplicados|duplicidad, ya ..
        facturado|facturada|facturasteis|facturaron, está repetida, repetida""",
    "dispute.cancelled": """di|dimos|dado|dí|solicité|pedí .. ... baja,
        cancelé|cancelamos|cancelado|cancelada|canceló|anulé|anulamos|anulado|
        rescindido|rescindimos|desistí|desistimos|devolví|devolvimos|devuelto| devuelta|devueltos ...
        servicio|contrato|pedido|suscripción|mercancía|material|en|hace|el|
        todo|reserva|género|artículos|cuota, pedido|contrato|servicio|suscripción|reserva .. ...
        cancelad*|anulad*|rescindid*|de_baja, está de baja, dado de baja""",
    "dispute.credit": """esperando|espera|falta|pendiente|pendientes|prometido|prometieron|
        prometisteis|debéis|deben|emitir|hacer|emitan|mandado|recibido| recibir|reclamamos .. ...
        abono|nota_de_crédito|nota_de_abono|nota_de_cargo|factura_de_abono| devolución_del_dinero|reembolso
        .. ..., abono .. ... pendiente|de_la_devolución|prometido|falta|no|por_la_devolución, nota de
        abono|crédito .. pendiente|falta|no|por, no .. han|habéis .. abonado|reembolsado|devuelto ..
        la_devolución|el_dinero|nada|el_importe, prometi* .. ... abono, abono .. por .. ..., sin recibir* ..
        abono""",
    "not.dispute": """si|cuando|en_cuanto|tras|una_vez|al ... abono|rectificativa|corregid*,
        número|persona|correo|email|dirección|contacto equivocad*|incorrect*|erróne*|mal, equivocad* ..
        persona|número|de_persona|de_número, está mal .. número|correo|dirección""",
    "question.owe": """cuánto|cuanto .. ...
        debo|debemos|pagar|es|adeudo|adeudamos|pendiente|falta|total|sería| saldo|asciende, cuál|cual|qué|que
        es|importe|saldo|deuda|cantidad|facturas .. ...
        total|pendiente|debo|debemos|deuda|saldo|pagar|pendientes|impagadas, importe ..
        total|pendiente|exacto .. pagar|deuda|por_favor?, qué|que .. debo|debemos, me|nos|pueden ..
        decir|indicar|confirmar .. saldo|importe|deuda|cuánto|total, facturas .. están? ..
        pendientes|impagadas|abiertas, saldo pendiente""",
    "question.pay": """cómo|como|dónde|donde|adonde .. ...
        pagar*|pago|abonar*|hago_el_pago|transfer*|ingresar*|abono|
        realizar_el_pago|hacer_el_pago|hacer_la_transferencia, número|numero|nº|n de|cuenta ..
        cuenta|bancaria|iban, cuenta bancaria, iban, datos|dato ..
        bancarios|pago|cuenta|transferencia|bancario, a qué|que|cuál cuenta, pagar*|pago|abonar*|hacer ..
        con|por|mediante|en tarjeta|bizum|paypal|efectivo|transferencia|domiciliación|metálico|cheque,
        aceptan|aceptáis|admiten|tienen|tenéis .. bizum|tarjeta|tarjetas|paypal|efectivo, enlace|link ..
        pago|pagar, formas|forma|medios|métodos|método|medio de pago, por bizum, swift|bic""",
    "not.question.pay": """@paid|=pagué|pagamos|=pagó|hicimos|hice|hemos|hecho|realizada|nueva|
        nuevo|cambiado|nuestra|mi|enviado|mañana|haremos .. ...
        cuenta|iban|tarjeta|bizum|paypal|efectivo|cheque|transferencia, pago|pagamos|pagaré .. con|por|en ..
        bizum|tarjeta .. el|mañana|hoy|viernes|lunes, enviad*|realizad*""",
    "question.resend": """reenviar|reenvíen|reenvíe|reenviarme|reenviarnos|reenviad|reenvio|
        enviar|enviarme|enviarnos|envíen|envíe|envíenme|envíenos|envíeme|
        mandar|mandarme|mandarnos|manden|mande|mandadme|mandad|enviadme|pasar|
        pasarme|pasadme|pásame|mándame|mándenme|necesito|necesitamos|querría|
        quiero|remitir|remitan|facilitar|faciliten|envía|envíame|facilitarme .. ...
        factura|facturas|copia|duplicado|pdf|fra|copias, copia|copias|duplicado|pdf .. de ..
        factura|facturas|fra, no|nunca|ninguna .. ...
        recibido|llegado|recibí|recibimos|llegó|encuentro|encontramos|
        localizo|localizamos|tengo|tenemos|consta|visto|aparece|veo .. ...
        factura|facturas|fra|copia|adjunta, factura|facturas|fra ... no|nunca|sin ...
        recibido|llegado|llegó|recibí|recibida|encuentro|adjunta|consta|
        localizo|recibir|abre|aparece|venía|recibimos|viene, ninguna factura, nos|me las?
        reenviar|reenvíen|pueden_reenviar, perdido|extraviado|perdí .. factura, adjunto|archivo|pdf .. no ..
        abre|viene|venía|puedo|aparece|se, a qué|que|cuál factura .. se? .. refiere*|refieres|es, qué factura
        es|se, # .. no .. aparece|consta|encuentro|está|tengo|localizo|llegó, no ..
        aparece|consta|encuentro|localizo .. #, volver|vuelve|vuelva|vuelvan .. a
        pasar|mandar|enviar|pasármela|mandármela|enviármela, pasar|mandar|enviar ..
        otra_vez|de_nuevo|nuevamente, otra vez|de nuevo .. factura, # .. no .. tenemos|tengo|he|hemos, me|nos
        la|las|lo mandas|mandan|mandáis|envías|envían|enviáis|pasas|pasáis|reenvías| reenvían|reenviáis, no
        .. tenemos|tengo|encuentro .. factura|#""",
    "not.question.resend": """si .. mandan|envían|mandáis, abono, rectificativa, corregida, dejen|dejad|deje
        .. ... enviar|mandar, no .. envíen|manden|mandéis|enviéis .. más, facturas .. a
        partir|en_adelante|ahora .., envíen|manden|enviar|mandar|remitan .. facturas? .. a .. ...
        correo|dirección|departamento|administración, número de cuenta|iban, mercancía|material|género|pedido
        ... factura, extracto, únicamente|exclusivamente|solo|sólo|solamente,
        únicamente|exclusivamente|solo|sólo|solamente ... <address>, enviar*|mandar*|remitir .. ...
        únicamente|exclusivamente|solo|sólo|solamente""",
    "question.statement": """extracto|estado|relación|listado|resumen|detalle|histórico .. de|con|del|todas
        .. cuenta|cuentas|facturas|pendientes|saldo|deuda|las|lo, extracto, saldo de proveedor|cuenta, mayor
        de cuenta, conciliar|conciliación""",
    "question.who": """quién|quien|quienes|quiénes .. es|eres|son|sois|habla|escribe|me ..
        usted|ustedes|este|esta|vosotros?, de parte de quién|quien, qué|que empresa ..
        es|sois|son|sois_vosotros?, de qué|que empresa, no .. conozco|conocemos|sé|sabemos .. ...
        empresa|quién|quien|ustedes|quiénes, estafa|timo|spam|fraude|phishing, de dónde|donde ..
        han|habéis|ha .. sacado .. número|correo|teléfono|datos?, cómo|como ..
        consiguió|conseguido|tienen|tenéis .. ... número|correo|teléfono|datos, no me suena, quién te|os|les
        .. dado, nunca .. oído hablar""",
    "not.question.who": "quién|quien .. lleva|contactar, con quién|quien",
    "question.other": """llámame|llámeme|llámenme|llámennos|llamar|llamadme|llamarme|llamen| llame|llámenos
        .. ..., a qué|que .. corresponde|corresponden|se_debe|se_refiere, por qué|que .. ..., qué|que
        es|son|significa|incluye|concepto, pueden|puede|podéis|podría|podrían|puedes|podríais .. ...
        explicar*|aclarar*|confirmar*|decir*|revisar*|comprobar*|indicar*| mirar*|llamar*|detallar*,
        tengo|tenemos .. una|alguna? .. duda|pregunta|consulta|dudas|preguntas, una pregunta|consulta|duda,
        cuándo|cuando .. es|vence|será|fue|van|vais|piensan, necesito|necesitamos ..
        hablar|número_de_pedido|orden_de_compra|albarán|certificado|cif|
        aclaración|más_información|explicación, hablar con,
        aclaren|aclarar|aclárenme|expliquen|explicadme|confirmen|confirmadme| indiquen|revisen, me gustaría
        saber""",
    "wrong_person": """número|numero|persona|correo|email|dirección|destinatario|contacto|
        teléfono|empresa|departamento .. equivocado|equivocada|incorrecto|incorrecta|erróneo|no_es|errónea,
        equivocado|equivocada|equivocados|equivoca|equivocan|confundido| confunde|confunden|confundiendo ..
        de|conmigo|con? .. persona|número|numero|empresa|correo|cliente|destinatario|otra|otro|usted, no ..
        soy|somos|es .. la|el|su|un|una|cliente|clientes|responsable|encargado|encargada|esa|ese|yo ..
        persona|indicada|adecuada|responsable|encargado|encargada|correcta|
        cliente|clientes|suyo|suya|de|administrador|titular|indicado| departamento, ya no|no ..
        trabajo|trabaja|trabajamos|estoy|pertenezco|formo|lleva|llevo|es ..
        aquí|allí|en|con|para|parte|la|el|este|ese|esa|esto|esta|responsable| nosotros|eso|de, no ..
        llevo|gestiono|me_ocupo|me_encargo|soy_quien .. ... tema|esto|facturas|pagos|eso|este,
        dejó|ha_dejado|dejado|se_fue|se_jubiló|se_ha_jubilado|se_marchó .. ... empresa|compañía|trabajo,
        persona .. contacto|encargada|responsable|correcta|indicada .. es|ahora,
        escriba|escriban|escribid|contacte|contacten|contactad|contactar|
        diríjase|diríjanse|dirigirse|hable|hablen|hablad|hablar|póngase| pónganse .. en? .. contacto? ..
        a|con .. ..., envíen|manden|enviar|mandar|remitan|remitir|enviad|mandad .. ...
        facturas|correos|todo|esto|reclamaciones|mails|recordatorios|las? .. a .. ..., no ..
        conozco|conocemos .. ... persona|empresa, nuevo|nueva .. contacto|correo|dirección|responsable|email
        .. es|de, reenviado|reenvío|paso|pasado|trasladado .. a ..
        compañero|compañera|departamento|administración|contabilidad, no tengo .. nada que ver, nada que ver
        .. con, nunca .. sido .. cliente|clientes, falleció|fallecido|ha_fallecido, no es
        mi|mío|nuestra|para_mí|nuestro, hemos|nos mudado|trasladado, se encarga|ocupa,
        vendí|vendido|traspasé|traspasado|traspasamos .. negocio|bar|empresa|tienda|local|restaurante, nuevo
        dueño|propietario|titular, nuevos dueños|propietarios, a|al|en <address>, correo <address>,
        lleva|llevan|gestiona .. ella|él|ahora .. ..., hablar|habla|hable con, prueben|pruebe|prueba|probad
        .. <address>""",
    "not.wrong_person": """urgente|urgencia|urgentes .. ...
        contacte|llame|contactar|contacten|escriba|escriban, contacte|contacten|contactar|hablen|hablar|hable
        .. conmigo|con_nosotros|con_mi_abogado|con_nuestro_abogado, con|a mi|nuestro abogado,
        envíenme|mándenme|envíenos|enviarme|enviarnos|mandarme|mandadme|enviadme, envíen|manden|enviar|mandar
        .. la factura|copia|duplicado|extracto|pdf, no es correct*, no es lo, a mi|nuestro|este correo, no
        estoy|estamos .. conforme|conformes|de_acuerdo|en_la_oficina|satisfech*, no trabajo .. hoy, no
        vuelva* .. contactar, número de|nº, hablar con .. alguien, contactar conmigo, no .. es .. el|la
        precio|importe|cantidad|pedido""",
    "out_of_office": """estoy|estaré|estare|estamos|estaremos|me_encuentro|me_encontraré|
        nos_encontramos|me_hallo .. ... fuera|ausente|ausentes|vacaciones|permiso|viaje|baja_por_maternidad|
        baja_maternal|baja_médica|baja_por_paternidad .. de? .. la?
        oficina|despacho|hasta|del|con|sin|por|trabajo, fuera de la oficina|del_despacho, respuesta|mensaje
        automática|automático ... vacaciones|ausente|fuera|ausencia, actualmente ..
        ausente|de_vacaciones|fuera, vuelvo|volveré|volvere|regreso|regresaré|me_reincorporo|
        me_reincorporaré|reincorporo|volvemos|volveremos|retomaremos| estaré_de_vuelta .. el|a|al|en|la,
        oficina|oficinas|empresa|despacho|negocio|nosotros|tienda|fábrica .. ...
        cerrada|cerradas|cerrado|cerrados|cerramos|cierra|permanecerá|permanecerán,
        permaneceremos|estaremos|permanecemos|estamos cerrados|cerrado, cerrado|cerrados por
        vacaciones|navidad|festivo|descanso, acceso limitado .. ... correo|email, sin acceso .. ...
        correo|email, durante mi ausencia, no .. atenderé|leeré|revisaré|consultaré ..
        correo|correos|mensajes, estoy|estaré de baja .. hasta, cerramos|cerraremos por|del .. ...""",
    "not.out_of_office": """ella|él|contable|compañero|compañera|jefe|jefa|gestor|gestora|
        administrativa|administrativo|marido|mujer|gerente|encargado| encargada|persona|responsable|quien|que
        .. está|estaba|estará|se_encuentra|anda .. ... vacaciones|fuera|baja|ausente|viaje,
        estaba|estuve|estábamos|estuvimos|hemos_estado|he_estado|estuvo ...
        vacaciones|fuera|ausente|cerrad*|baja|viaje, cuando .. vuelva|regrese|vuelvo, cuenta .. cerrada,
        vuelvo a .. decir*|pedir*|recordar*|insistir|repetir*|llamar|enviar*|escribir*, vuelvo .. con
        respuesta, su|vuestra oficina, definitivamente .. cerrad*, cerrado definitivamente, cierre ..
        empresa|negocio, fuera de plazo|lugar, vuelvo|volveré|vuelta|regreso|vacaciones .. ...
        pago|pagaré|abono|abonaré|hago|haré|transferencia""",
    "stop.channel": """dejen|deje|dejad|deja|dejar|paren|pare|parad|basta|cesen .. de? .. ...
        mandarme|mandarnos|enviarme|enviarnos|escribirme|escribirnos|llamarme|
        llamarnos|molestarme|molestarnos|acosarme|mandar|enviar|escribir| llamar|molestar|acosar .. ...
        sms|correos|mensajes|emails|mails|whatsapps|whatsapp|más|mensajitos, no .. me|nos|quiero|más ..
        envíen|escriban|manden|llamen|escribáis|mandéis|enviéis|llaméis|
        escriba|envíe|mande|llame|escribas|mandes|llames .. ...
        más|correos|sms|mensajes|whatsapp|emails|por|nada, no más|mas ..
        sms|correos|mensajes|emails|llamadas|mails, darme|darnos|dar|darse|dénme|denme|dadme .. de baja ..
        ... correos|lista|newsletter|mensajes|sms|boletín|emails|comunicaciones|envíos,
        borrar|borren|borre|borrad|eliminar|eliminen|elimine|eliminad|quitar|
        quiten|quite|quitad|quitadme|quítenme|bórrenme|eliminen .. ... mi|me|nuestro|mis|nuestra ...
        lista|listas|base|correo|número|numero|teléfono|dirección| datos_de_contacto|email|móvil, no ..
        quiero|queremos|deseo|deseamos .. recibir .. ... más .. correos|sms|mensajes|emails|llamadas|nada, no
        .. deseo|quiero .. recibir .. correos|sms|mensajes|emails|llamadas .. suyos?,
        desuscribir*|desuscrib*|cancelar_suscripción_a_correos,
        quítenme|quítame|quitadme|bórrame|bórrenme|borradme|sáquenme|sácame| sacadme|elimínenme ...
        lista|listas|base|correos, que me borren|quiten|eliminen|saquen .. lista|listas|base,
        borren|quiten|eliminen|saquen me .. lista|listas""",
    "stop.all": """no .. vuelvan|vuelva|volváis|vuelvas .. a ..
        contactar*|escribir*|llamar*|molestar*|ponerse_en_contacto .. ..., no .. me|nos
        contacten|contacte|contactéis|contactes .. ... más|nunca|jamás|nada, no me contacten,
        dejen|dejadme|déjenme|déjeme|déjame|dejarme|dejadnos .. en paz|tranquilo|tranquila|tranquilos,
        cesen|cese|dejen .. ... todo|toda|cualquier .. contacto|comunicación, no .. quiero|queremos|deseo ..
        saber|volver_a_saber|contacto|que_me_contacten|oír|ningún_contacto .. ... ustedes|vosotros|más|nada,
        ningún|ninguna|todo .. contacto|comunicación .. más|futur*|posterior, borren|eliminen|borrar|eliminar
        .. todos? .. mis|nuestros datos, derecho .. supresión|olvido, retiro .. consentimiento,
        prohíbo|prohibo .. contact*|escrib*|llam*""",
    "not.stop": """si|sino|salvo|hasta|como|cuando|mientras .. ...
        dejan|dejen|contacten|escriban|llamen|paran|borran, quitar|quiten|eliminar|eliminen|borrar|anular ..
        ... recargo|recargos|intereses|comisión|gastos|línea|cargo|factura| concepto|penalización, dejar de
        .. pagar|trabajar|suministrar|servir|comprar, baja ..
        servicio|contrato|suscripción|línea|médica|cuota|laboral|maternal|seguro, no .. ha|he|han|hemos ..
        recibido|llegado .. ... correos|mensajes|más|sms, a mi|su
        marido|mujer|madre|anna|ella|él|padre|compañero, no le|les|lo|la escriban|manden|envíen, dejen de ..
        mandar|enviar .. a|facturas .. a?, no me llamen .. antes|por_la_mañana|al, no .. envíen .. más ..
        material|mercancía|género|pedidos, di|dimos|dado .. de baja""",
    "legal_threat": """abogado|abogados|abogada|letrado|procurador|asesoría_jurídica|bufete|
        asesor_legal|servicios_jurídicos|departamento_legal| departamento_jurídico,
        juzgado|juzgados|tribunal|tribunales|juicio|judicial|judiciales|
        judicialmente|demanda|demandar*|demandaré|querella, acciones|medidas|vía|vías|procedimiento
        legales|judicial|judiciales|legal, denuncia|denunciar*|denunciaré|denunciaremos|denunciado,
        consumo|ocu|facua|omic|agencia_de_protección_de_datos|aepd|
        hoja_de_reclamaciones|hojas_de_reclamaciones, nombre y representación, mi|nuestro|nuestra
        cliente|mandante|patrocinado|representado|representada, policía|guardia_civil, burofax""",
    "not.legal_threat": """evitar|sin|antes|no_hace_falta|no_es_necesario|innecesario .. ...
        abogado*|juzgado*|judicial*|demanda|juicio|denuncia*|legales, su|vuestro|sus|vuestros
        abogado|abogados|departamento_legal|asesoría_jurídica, administrador|administración|juzgado
        mercantil|concursal, juzgado .. de lo mercantil, juzgado mercantil, mi|nuestro|nuestra cliente ..
        no|paga|pague|me|nos|ha, a|al mi|nuestro cliente, de mi|nuestro cliente .. cobro|pago, cuando ..
        mi|nuestro cliente, esperando .. ... cliente, el consumo, consumo de|eléctrico|agua, demanda
        de|del_mercado, gran|mucha|alta demanda, amenaz* .. abogado*|juicio|demanda|juzgado*, burofax ..
        recibido|suyo, auto|autos .. juzgado|declaración""",
    "insolvency": """concurso .. acreedores|voluntario|necesario|de_persona,
        en|entrado|entramos|declarado|declarada|declarados|solicitado|presentado .. ... concurso, concursal,
        administrador concursal, insolvente|insolvencia|quiebra|suspensión_de_pagos|bancarrota|
        preconcurso|segunda_oportunidad, liquidación .. empresa|sociedad|judicial|concursal, en liquidación,
        liquidador, disuelta|disolución .. sociedad|empresa, comunicación de créditos|crédito, comuniquen ..
        crédito, masa .. activa|pasiva|concurso, exoneración""",
    "not.insolvency": """no|evitar|casi|riesgo|borde|a_punto|llevar*|ni .. ...
        concurso|insolvente|quiebra|bancarrota, si .. ... concurso|quiebra, cliente|clientes|proveedor .. ...
        concurso|quiebra|insolvente, concurso .. de|del|de_un .. ... cliente|proveedor|público, concurso
        público, llevan|lleváis|llevando .. quiebra|ruina, liquidación de|del
        iva|seguros|factura|gastos|deuda|saldo""",
    "remittance": """adjunto|adjunta|adjuntamos|adjuntos|adjuntado|adjuntar|anexo|anexamos|
        aquí|le_envío|les_envío|os_envío|os_mando|te_mando|te_paso|os_paso|
        les_remito|envío|remito|remitimos|mando|paso|ahí_va|acompaño .. ...
        justificante|justificantes|comprobante|resguardo|recibo|remesa|aviso|
        confirmación|copia_de_la_transferencia|orden_de_transferencia|
        certificado|pantallazo|captura|copia_del_pago .. ...,
        justificante|comprobante|resguardo|pantallazo|recibo|captura .. ...
        adjunto|adjunta|anexo|aquí|adjuntos""",
    "not.remittance": """pueden|puede|podéis|por_favor|necesito|necesitamos|enviaré|enviaremos|
        mandaré|mandaremos|envíen|manden|adjuntaré|pasaré|podrían|sin| envíenme|solicito|falta .. ...
        justificante|comprobante|resguardo|recibo, ningún justificante|comprobante, recibo de la luz""",
    "agrees": """gracias, muchas gracias, mil gracias, ok, okey, vale, de acuerdo, perfecto, recibido,
        anotado, entendido, tomo|tomamos nota, enterado|enterados, sin problema, estupendo, genial, muy bien,
        bien, correcto, conforme, lo tengo en cuenta, listo, claro, sí, oído, muy amable, muy amables,
        agradezco|agradecemos, me pongo con ello, nos ponemos con ello, lo miro, lo reviso, lo|la
        reviso|revisamos|miro|miramos|paso, lo|la vemos|veo, me ocupo, nos ocupamos""",
    "courtesy": """hola|buenos|buenas|estimado|estimados|estimada|buen
        días|tardes|noches|señor|señores|señora|día|a_todos?, por ..
        avisar|avisarme|avisarnos|el_aviso|su|la|el|tu|vuestro|informar|
        información|recordatorio|recordar|recordármelo|correo|mensaje|
        respuesta|info|email|todo|ayuda|paciencia, un|saludo|saludos|abrazo,
        disculpa|disculpen|disculpe|perdón|perdona|perdonen|sentimos|lamento .. ...
        retraso|molestias|demora|las?, que tenga|tengan|tengas|paséis|pasen .. buen|buena .. ..., buen
        día|fin_de_semana, feliz .. ..., lo|la|el|de|a|todo|me|le|les|os|y""",
    "paid.dated": "@paid, ^ salió, @payment|dinero .. salió|hizo, =pagué, =ingresé",
    "paid.either": "pagamos|abonamos|ingresamos|liquidamos|transferimos",
}
