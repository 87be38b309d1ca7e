"""Spanish: what customers ask, thanks and courtesies."""

PHRASES = {
    "question.owe": """cuánto|cuanto .. ... debo|debemos|pagar|es|adeudo|adeudamos|pendiente|falta|total|
        sería|saldo|asciende, cuál|cual|qué|que es|importe|saldo|deuda|cantidad|facturas .. ... total|
        pendiente|debo|debemos|deuda|saldo|pagar|pendientes|impagadas, importe .. total|pendiente|exacto
        .. pagar|deuda|por_favor?, qué|que .. debo|debemos, me|nos|pueden .. decir|indicar|confirmar ..
        saldo|importe|deuda|cuánto|total, facturas .. están? .. pendientes|impagadas|abiertas, saldo
        pendiente, cuánto|cuanto os|le|les|te debo|debemos""",
    "question.pay": """cómo|como|dónde|donde|adonde .. ... pagar*|pago|abonar*|hago_el_pago|transfer*|
        ingresar*|abono|realizar_el_pago|hacer_el_pago|hacer_la_transferencia, número|numero|nº|n
        de|cuenta .. cuenta|bancaria|iban, cuenta bancaria, iban, datos|dato ..
        bancarios|pago|cuenta|transferencia|bancario, a qué|que|cuál cuenta, pagar*|pago|abonar*|hacer ..
        con|por|mediante|en tarjeta|bizum|paypal|efectivo|transferencia|domiciliación|metálico|cheque,
        aceptan|aceptáis|admiten|tienen|tenéis .. bizum|tarjeta|tarjetas|paypal|efectivo, enlace|link ..
        pago|pagar, formas|forma|medios|métodos|método|medio de pago, por bizum, swift|bic, a|en
        qué|que|cuál cuenta, pag* .. con|por|en|mediante tarjeta|bizum|paypal|efectivo, número|nº de
        cuenta, cómo|dónde .. pag*|ingres*|transf*""",
    "not.question.pay": """@paid|=pagué|pagamos|=pagó|hicimos|hice|hemos|hecho|realizada|nueva|nuevo|
        cambiado|nuestra|mi|enviado|mañana|haremos .. ... cuenta|iban|tarjeta|bizum|paypal|efectivo|
        cheque|transferencia, pago|pagamos|pagaré .. con|por|en .. bizum|tarjeta ..
        el|mañana|hoy|viernes|lunes, enviad*|realizad*, consta*|figura*|aparece* como, pag*|abon*|ingres*
        .. en .. efectivo .. mano|repartidor|ayer|lunes, cuenta .. correct*|equivocad*, cambi* .. iban,
        cómo voy a pagar, como voy a pagar, cómo .. pagar .. no, cómo quieren|queréis .. pag*""",
    "question.resend": """reenviar|reenvíen|reenvíe|reenviarme|reenviarnos|reenviad|reenvio|enviar|
        enviarme|enviarnos|envíen|envíe|envíenme|envíenos|envíeme|mandar|mandarme|mandarnos|manden|mande|
        mandadme|mandad|enviadme|pasar|pasarme|pasadme|pásame|mándame|mándenme|necesito|necesitamos|
        querría|quiero|remitir|remitan|facilitar|faciliten|envía|envíame|facilitarme .. ... factura|
        facturas|copia|duplicado|pdf|fra|copias, copia|copias|duplicado|pdf .. de .. factura|facturas|fra,
        no|nunca|ninguna .. ... recibido|llegado|recibí|recibimos|llegó|encuentro|encontramos|localizo|
        localizamos|tengo|tenemos|consta|visto|aparece|veo .. ... factura|facturas|fra|copia|adjunta,
        factura|facturas|fra ... no|nunca|sin ... recibido|llegado|llegó|recibí|recibida|encuentro|
        adjunta|consta|localizo|recibir|abre|aparece|venía|recibimos|viene, ninguna factura, nos|me las?
        reenviar|reenvíen|pueden_reenviar, perdido|extraviado|perdí .. factura, adjunto|archivo|pdf .. no
        .. abre|viene|venía|puedo|aparece|se, a qué|que|cuál factura .. se? .. refiere*|refieres|es, qué
        factura es|se, # .. no .. aparece|consta|encuentro|está|tengo|localizo|llegó, no .. aparece|
        consta|encuentro|localizo .. #, volver|vuelve|vuelva|vuelvan .. a pasar|mandar|enviar|pasármela|
        mandármela|enviármela, pasar|mandar|enviar .. otra_vez|de_nuevo|nuevamente, otra vez|de nuevo ..
        factura, # .. no .. tenemos|tengo|he|hemos, me|nos la|las|lo mandas|mandan|mandáis|envías|envían|
        enviáis|pasas|pasáis|reenvías|reenvían|reenviáis, no .. tenemos|tengo|encuentro .. factura|#, no
        .. me|nos? .. ha|han|he|hemos .. lleg*|recib*|vist* .. factura|#, factura|# .. no .. lleg*|recib*|
        encuentr*, reenví*|reenvi*|mand*|pas*|envi*|enví* .. factura*|#|copia|duplicado, me|nos reenv*|
        mand*|pas* .. #|factura|copia, copia|duplicado .. factura|#, perd* .. factura, remit*|reenv*|
        envi*|mand*|present* .. de_nuevo|otra_vez|nuevamente, no figura|consta .. presentad*|registrad*""",
    "not.question.resend": """si .. mandan|envían|mandáis, abono, rectificativa, corregida, dejen|dejad|
        deje .. ... enviar|mandar, no .. envíen|manden|mandéis|enviéis .. más, facturas .. a partir|
        en_adelante|ahora .., envíen|manden|enviar|mandar|remitan .. facturas? .. a .. ... correo|
        dirección|departamento|administración, número de cuenta|iban, mercancía|material|género|pedido ...
        factura, extracto, únicamente|exclusivamente|solo|sólo|solamente, únicamente|exclusivamente|solo|
        sólo|solamente ... <address>, enviar*|mandar*|remitir .. ... únicamente|exclusivamente|solo|sólo|
        solamente, orden|ordenes de compra, albarán|material|mercancía|paquete|pedido|género|abono|
        rectificativa|justificante|comprobante|recibo|extracto, duplicad* .. cobr*|factur*, por duplicado,
        factura .. no .. vencid*|correct*|conform*|proced*|pagad*|nuestr*|reconoc*|acept*, no .. conform*|
        reconoc*|acept*|pagad* .. factura, de nuevo .. pago|transferencia|recordatorio*|correos, pago|
        transferencia|ingreso .. de_nuevo|otra_vez""",
    "question.statement": """extracto|estado|relación|listado|resumen|detalle|histórico ..
        de|con|del|todas .. cuenta|cuentas|facturas|pendientes|saldo|deuda|las|lo, extracto, saldo de
        proveedor|cuenta, mayor de cuenta, conciliar|conciliación,
        extracto|listado|estado_de_cuenta|relación|resumen""",
    "question.who": """quién|quien|quienes|quiénes .. es|eres|son|sois|habla|escribe|me .. usted|ustedes|
        este|esta|vosotros?, de parte de quién|quien, qué|que empresa .. es|sois|son|sois_vosotros?, de
        qué|que empresa, no .. conozco|conocemos|sé|sabemos .. ... empresa|quién|quien|ustedes|quiénes,
        estafa|timo|spam|fraude|phishing, de dónde|donde .. han|habéis|ha .. sacado .. número|correo|
        teléfono|datos?, cómo|como .. consiguió|conseguido|tienen|tenéis .. ... número|correo|teléfono|
        datos, no me suena, quién te|os|les .. dado, nunca .. oído hablar, quién|quien eres|es|sois|son,
        estafa|timo|fraude|spam|phishing, quién me .. escribe|habla, qué empresa, kien|kién|kienes eres|
        es|sois|son, no .. guardad*|guardao|reconozco|conozco .. número""",
    "not.question.who": "quién|quien .. lleva|contactar, con quién|quien",
    "question.other": """llámame|llámeme|llámenme|llámennos|llamar|llamadme|llamarme|llamen|llame|llámenos
        .. ..., a qué|que .. corresponde|corresponden|se_debe|se_refiere, por qué|que .. ..., qué|que es|
        son|significa|incluye|concepto, pueden|puede|podéis|podría|podrían|puedes|podríais .. ...
        explicar*|aclarar*|confirmar*|decir*|revisar*|comprobar*|indicar*|mirar*|llamar*|detallar*, tengo|
        tenemos .. una|alguna? .. duda|pregunta|consulta|dudas|preguntas, una pregunta|consulta|duda,
        cuándo|cuando .. es|vence|será|fue|van|vais|piensan, necesito|necesitamos .. hablar|
        número_de_pedido|orden_de_compra|albarán|certificado|cif|aclaración|más_información|explicación,
        hablar con, aclaren|aclarar|aclárenme|expliquen|explicadme|confirmen|confirmadme|indiquen|revisen,
        me gustaría saber, de qué es|son|va, y esto, llám*|llam* .. me|nos|cuando, explic*|aclar*|detall*,
        por qué, para qué, =qué, =cuál, =cuáles, =dónde, =quién, de donde sale|salen|viene|vienen""",
    "agrees": """gracias, muchas gracias, mil gracias, ok, okey, vale, de acuerdo, perfecto, recibido,
        anotado, entendido, tomo|tomamos nota, enterado|enterados, sin problema, estupendo, genial, muy
        bien, bien, correcto, conforme, lo tengo en cuenta, listo, claro, sí, oído, muy amable, muy
        amables, agradezco|agradecemos, me pongo con ello, nos ponemos con ello, lo miro, lo reviso, lo|la
        reviso|revisamos|miro|miramos|paso, lo|la vemos|veo, me ocupo, nos ocupamos, gracias .. aviso|
        recordatorio|recordar*|avisar*|correo|info*, me pongo|nos_ponemos, recibid*, entendid*, perfect*,
        apuntad*, oído cocina, sin problema*, lo miro|vemos|veo|reviso|revisamos|compruebo|consulto,
        anotad*, enterad*, hecho, por supuesto, me|nos parece bien|perfecto|correcto|estupendo|genial,
        adelante, adelante con eso|ello, por mí|mi|nosotros bien|perfecto|vale, conforme con eso""",
    "courtesy": """hola|buenos|buenas|estimado|estimados|estimada|buen días|tardes|noches|señor|señores|
        señora|día|a_todos?, por .. avisar|avisarme|avisarnos|el_aviso|su|la|el|tu|vuestro|informar|
        información|recordatorio|recordar|recordármelo|correo|mensaje|respuesta|info|email|todo|ayuda|
        paciencia, un|saludo|saludos|abrazo, disculpa|disculpen|disculpe|perdón|perdona|perdonen|
        sentimos|lamento .. ... retraso|molestias|demora|las?, que tenga|tengan|tengas|paséis|pasen ..
        buen|buena .. ..., buen día|fin_de_semana, feliz .. ..., lo|la|el|de|a|todo|me|le|les|os|y, por
        .. aviso|recordatorio|avisar*, muchas, un saludo, saludos, mil, con ello, en ello, y, ya, muy,
        tío, tía, guapa, crack""",
    "agrees.admits": """tiene*|tenéis|tienes .. razón, se nos|me ha|había|habrá? pasó|pasado|olvidó|
        olvidado|escapó|escapado|traspapelado|traspapeló, olvid*, despiste, culpa mía|nuestra, error
        nuestro|mío|de_nuestra_parte, es verdad|cierto, lo tramitamos|tramito|gestionamos|gestiono, mil
        perdones""",
    "not.agrees": """olvídense|olvídese|olvídate|olvid* .. descuento|abono|aplicar|descontar|de_mí|
        de_nosotros|datos, habéis|han|ha .. olvid*, no .. olvid*, os habéis, derecho al olvido""",
}
