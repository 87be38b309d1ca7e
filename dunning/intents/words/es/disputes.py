"""Spanish: why an invoice is not owed as it stands."""

PHRASES = {
    "dispute.quality": """roto|rota|rotos|rotas|defectuoso|defectuosa|defectuosos|defectuosas|estropeado|
        estropeada|estropeados|dañado|dañada|dañados|dañadas|averiado|averiada|inservible|inservibles|
        rayado|rayada|caducado|caducados|podrido|golpeado|golpeados, defecto|defectos|avería|desperfecto|
        desperfectos|vicios|tara|taras|gotera|goteras, no .. funciona|funcionan|funcionó|sirve|sirven|
        va_bien|cumple|cumplen|arranca|enfría, mala|pésima|mal calidad|hecho|hecha|hechos|instalado|
        instalada|trabajo|servicio|acabado|colocado|pintado|reparado,
        equivocado|equivocada|erróneo|incorrecto .. producto|artículo|talla|color|material|modelo|género,
        producto|artículo|talla|color|material|modelo|género|pedido ..
        equivocad*|erróne*|incorrect*|que_no_era|distinto, no .. satisfecho|satisfechos|contento|
        contentos|conforme_con_la_calidad|conformes_con_el_trabajo, sigue .. sin
        funcionar|goteando|perdiendo, pierde agua, chapuza, dejó de funcionar, descontento*, no ..
        cierra|abre|enfría|calienta|va|encaja|queda .. bien?, arregl* .. ..., se ..
        cae|despega|sale|mueve|ha_roto, se cae|caen|despega|desconcha|agrieta""",
    "dispute.price": """precio|importe|cantidad|tarifa|iva|total|descuento|horas|presupuesto|cuantía|
        unidades ... no .. coincide|correcto|correcta|corresponde|es|está|aplicado|acordad*|pactad*|son|
        cuadra|cuadran|coinciden, precio|importe|tarifa|total|iva|cantidad ... mal|erróneo|incorrecto|
        incorrecta|equivocado|superior|acordado|pactado|excesivo|excesiva|errónea,
        cobrado|facturado|cobran|cobráis|cobrando|cobrar .. ...
        de_más|más|demasiado|mal|por_encima|el_doble, no .. coincide ..
        presupuesto|acordado|pactado|pedido|precio, acordado|acordamos|pactado|pactamos|presupuestado|
        presupuestaron|presupuesto|habíamos_quedado|quedamos .. ...
        eran|era|fue|fueron|en|decía|de|por|aceptado, demasiado caro|alto, carísimo, falta .. descuento,
        descuento .. aplicado|no|falta, error .. en .. precio|importe|iva|cantidad|total, más .. de lo ..
        acordado|pactado|presupuestado|normal, según presupuesto, no .. lo ..
        acordado|pactado|presupuestado, en|según el|su|vuestro presupuesto .. ..., presupuesto ..
        ponía|decía|pone|dice|son|eran, habéis|han|ha facturado .. €|euros, cobráis|facturáis|cobran|
        facturan|cobrado|facturado .. ... horas|días, exento|exentos de iva, inversión del sujeto""",
    "dispute.wrong": """@invoice ... mal|errónea|erróneo|incorrecta|incorrecto|equivocada|equivocado|
        no_es_correcta|no_procede|no_corresponde|no_es_nuestra|no_es_mía|improcedente|indebida|indebido|
        duda, no .. conforme|conformes|acuerdo|reconozco|reconocemos|procede|acepto|aceptamos|
        corresponde|correcta|es_correcto .. ... factura|importe|cargo|deuda|esta|esto|con|la|el|pagar, no
        .. estoy|estamos .. conforme|conformes|de_acuerdo, rechazo|rechazamos|impugno|impugnamos|disputo|
        discrepo|discrepamos|oponemos|opongo|me_opongo, disconforme|disconformidad|desacuerdo, no ..
        debo|debemos|adeudo|adeudamos .. nada|ese|esa|eso|esta|dinero, no .. voy|vamos|pienso|pensamos ..
        a? .. pagar*|abonar* .. ..., no .. pago|pagaré|pagamos|pagaremos .. esto|eso|esta|esa|hasta|
        porque|nada|un_euro|ni|por, negamos|niego|me_niego|nos_negamos .. pagar, error|errores .. en|con
        .. la|su|esta|vuestra .. factura|facturación, factura ..
        error|errores|rectificar|corregir|anular|mal, rectificar|rectifiquen|corregir|corrijan|anular|
        anulen .. factura, está .. mal|equivocada, ni un|un_solo euro, está|estan|están|esta mal,
        opone|oponen|oponerse|opongo .. a, no .. ser|es|sea debida|debido""",
    "dispute.not_ordered": """no|nunca|nada|ningún|jamás .. ... pedido|pedí|pedimos|encargado|encargué|
        encargamos|contratado|contraté|contratamos|solicitado|solicité|firmado|firmé|comprado|compramos|
        compré|autoricé .. ... esto|eso|nada|nunca|este|ese|servicio|ningún|producto|material|de|que, sin
        .. autorización|pedido|autorizar|nuestro_consentimiento, ningún pedido|contrato""",
    "dispute.not_received": """@goods ... no|nunca|nada|sin|todavía|falta|faltan .. ... llegado|llegó|
        recibido|recibimos|entregado|entregada|llegaron|entregaron|recibir|recibí|entregar|llegar|
        completo|completa, no|nunca|nada|todavía .. ... recibido|recibimos|llegado|llegó|entregado|
        recibí|entregaron|servido|suministrado .. ... @goods|de_la_factura, falta|faltan .. ... @goods|
        cajas|palés|unidades|bultos|palets|la_mitad_del_pedido, @goods|cajas|palets ..
        falta|faltan|incompleto|incompleta|faltante, esperando|espera .. ... @goods|entrega, sin
        recibir|entregar .. @goods?, nunca llegó|llegaron|recibimos|recibí|entregaron, dónde está ..
        @goods, no .. han|habéis|ha .. entregado|servido|mandado|enviado .. ... @goods|nada|todo""",
    "dispute.not_done": """obra|trabajo|trabajos|servicio|servicios|reparación|instalación|reforma|
        montaje|proyecto .. ... no|sin|nunca|falta|a_medias|incompleto|incompleta .. ... terminado|
        terminada|terminados|acabado|acabada|acabados|hecho|realizado|terminar|acabar|finalizado|
        prestado|completado|finalizada|prestaron|realizó|completo, no|nunca .. ... terminado|acabado|
        venido|vinieron|realizado|hecho|finalizado|prestado|aparecieron ..
        trabajo|obra|servicio|reparación|instalación, falta por|pintar|terminar|rematar|acabar, sin
        terminar|acabar|rematar|finalizar, a medias|medio_hacer, nadie .. vino|venido|aparecido|apareció,
        no .. vino|vinieron|han_venido|apareci* .. nadie?, técnico|operario|fontanero|electricista ..
        no|nunca .. vino|venido|apareció""",
    "dispute.duplicate": """dos|2|doble veces|cobro|vez|facturación|cargo .. ...
        mismo|misma|facturado|cobrado|cobrando, cobrado|facturado|cargado|facturada|facturando|cobráis ..
        ... dos_veces|2_veces|doble|duplicado|por_duplicado, duplicada|duplicado|duplicados|duplicidad,
        ya .. facturado|facturada|facturasteis|facturaron, está repetida, repetida""",
    "dispute.cancelled": """di|dimos|dado|dí|solicité|pedí .. ... baja, cancelé|cancelamos|cancelado|
        cancelada|canceló|anulé|anulamos|anulado|rescindido|rescindimos|desistí|desistimos|devolví|
        devolvimos|devuelto|devuelta|devueltos ... servicio|contrato|pedido|suscripción|mercancía|
        material|en|hace|el|todo|reserva|género|artículos|cuota,
        pedido|contrato|servicio|suscripción|reserva .. ... cancelad*|anulad*|rescindid*|de_baja, está de
        baja, dado de baja""",
    "dispute.credit": """esperando|espera|falta|pendiente|pendientes|prometido|prometieron|prometisteis|
        debéis|deben|emitir|hacer|emitan|mandado|recibido|recibir|reclamamos .. ... abono|
        nota_de_crédito|nota_de_abono|nota_de_cargo|factura_de_abono|devolución_del_dinero|reembolso ..
        ..., abono .. ... pendiente|de_la_devolución|prometido|falta|no|por_la_devolución, nota de
        abono|crédito .. pendiente|falta|no|por, no .. han|habéis .. abonado|reembolsado|devuelto ..
        la_devolución|el_dinero|nada|el_importe, prometi* .. ... abono, abono .. por .. ..., sin recibir*
        .. abono""",
    "not.dispute": """si|cuando|en_cuanto|tras|una_vez|al ... abono|rectificativa|corregid*,
        número|persona|correo|email|dirección|contacto equivocad*|incorrect*|erróne*|mal, equivocad* ..
        persona|número|de_persona|de_número, está mal .. número|correo|dirección""",
}
