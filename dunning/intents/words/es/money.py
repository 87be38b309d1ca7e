"""Spanish: payments made, promised and put off, amounts, remittances."""

PHRASES = {
    "sum.before": """pagar, pago, pagué, pagamos, pagaré, pagado, transferir, transferido, ingresar,
        ingresado, ingresé, abonar, abonado, abonaré, de, pagaremos, pagaros, pagarte, ingresaré, mandar,
        hacer, unos""",
    "sum.not_after": """días|dia|día|dias|semanas|semana|meses|mes|plazos|veces|horas|años|facturas|
        cuotas|por_ciento""",
    "sum.half": "mitad, la mitad, 50%",
    "sum.rest": "el|lo|del resto, restante, lo que falta|queda",
    "sum.all": """totalidad, todo, íntegramente, importe total|íntegro, por completo, en su totalidad,
        total de la""",
    "paid": """hemos|he|ha|han|fue|fueron|está|estan|están|esta|quedó|quedaron|han_sido|ha_sido .. ya?
        ... @paid, ya .. está|fue|se|te|la|lo|las|os|le? .. @paid|=pagó|=pagué|pagamos|=abonó|abonamos|
        pagaron, ^ @paid, @invoice ... @paid|=pagó|=pagué|=abonó,
        =pagué|=ingresé|=abonó|=pagó|=transferí|pagaron .. ayer|el|la|hace|lunes|martes|miércoles|jueves|
        viernes|por|mediante|con|ya|esta|anteayer|hoy|esa, se|la|lo|las|los|ya =pagó|=abonó|=pagué|
        =ingresó|transfirió|abonamos|pagaron|realizó|hizo, hicimos|hice|realizamos|=realicé|efectuamos|
        =efectué|hizo|mandamos|=mandé|=envié|enviamos|ordenamos .. ... @payment|transferencia|pago,
        @payment ... hecho|hecha|realizado|realizada|efectuado|efectuada|enviado|enviada|ordenada|
        emitida|salió|ejecutada|cursada, hemos|he|ha .. hecho|realizado|efectuado|ordenado|enviado|
        mandado|cursado|emitido .. ... @payment, pagado|pagada|abonada|abonado .. ayer|el|hace|por|con|
        lunes|martes|miércoles|jueves|viernes, cargado|cobrado|cargaron .. cuenta|banco, os|les|le ..
        =pagué, ya|me|nos .. habéis|han .. cobrado|cargado, está pagad*, el dinero|pago|transferencia ..
        ya .. salió|está, te|se|os|la|lo|las|los|le|les =pagué|=abonó|=ingresé|=transferí|=pagó,
        hecha|hecho|realizada|realizado|efectuada|enviada la|el? @payment, @payment .. se
        realizó|hizo|efectuó|ordenó|mandó, os|te|les|le =ingresé|=pagué|=transferí|=abonamos, ya
        está|estaba|quedó .. @paid|hecho|hecha|arreglado, acabo|acabamos|acaba de
        hacer|realizar|ordenar|enviar|mandar .. @payment, acabo|acabamos de
        pagar*|abonar*|transferir*|ingresar*""",
    "not.paid": """ser|será|serán|sea|debe|debería|deberían|tiene|tengo|tenemos|va|van|puede|quedará|
        estará|estaría|debía|había_que|habrá|hay_que .. ... @paid, ser @paid, cuándo|cuando|cómo|quién|
        cuánto|habíamos|habremos|no_habíamos .. ... @paid|pagamos, una vez|si|cuando .. ... @paid, dos
        veces, de más, pagado de más, pago a|en .. plazos, han|habéis|ha .. abonado|pagado .. la_nota|
        mi_devolución|la_devolución|el_importe_de_la, =pagué .. señal, pagado .. señal|anticipo, siempre
        .. pagado|pagamos, hasta que .. @paid, abonado .. la devolución, a pagado nadie, se|nos ha hecho
        .. descuento""",
    "promise": """@payment ... realizará|efectuará|hará|será|saldrá|irá|llegará|está_previsto|
        está_prevista|previsto|prevista|programado|programada|se_hace|sale|queda_programado,
        realizaremos|realizaré|efectuaremos|efectuaré|haremos|haré|procederemos|procederé|procedemos|
        ordenaremos|ordenaré|emitiremos|enviaremos|enviaré|mandaré|mandaremos .. ...
        @payment|pago|pagar|abonar|transferir, voy|vamos|va|van a .. pagar*|abonar*|transferir*|hacer*|
        ingresar*|realizar|liquidar|efectuar|proceder, quedará|quedara|estará|será|serán .. @paid,
        pagaré|pagaremos|pagare|abonaré|abonaremos|ingresaré|ingresaremos|transferiré|transferiremos|
        liquidaré|liquidaremos, se pagará|abonará|ingresará|transferirá|liquidará,
        prometo|prometemos|comprometo|comprometemos .. pagar*|pago|abonar, tendrá|tendrán|tendréis|
        tendrás|recibirá|recibirán|recibiréis .. ... @payment|dinero|importe,
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
        puedo|podemos|podría|podríamos|se_puede .. pagar*|abonar .. con|por|en|mediante tarjeta|bizum|
        efectivo|transferencia|paypal|metálico|domiciliación, podría|podríamos|se_puede, a|en plazos,
        fraccionad*, plazos, pueden|puede|podéis .. pagar|hacer|mandar, voy a ..
        abogado|denunciar|consultar|devolver|reclamar, será|serán .. reparad*|entregad*, qué|que ..
        pago|pagamos .. por_algo?, tenía|teníamos|iba|íbamos|pensaba|pensábamos|quería|queríamos|había|
        habíamos .. ... pagar*|previsto|hacer|abonar*, estaba previsto|prevista|programado, @pays ..
        mi|mis|nuestros .. electricista|alquiler|empleados|proveedores|impuestos""",
    "asks_time.ask": """plazos|fraccionar|fraccionado|fraccionamiento|cuotas|mensualidades|mensualmente|
        aplazar|aplazamiento|aplazado|prórroga|moratoria|plan_de_pago|plan_de_pagos|acuerdo_de_pago|
        calendario_de_pagos|pagos_parciales, más tiempo|plazo|días|margen, poco|algo más ..
        tiempo|plazo|margen|de_tiempo?, un poco de .. tiempo|paciencia|margen, ampliar|ampliación|
        alargar|extender|retrasar|posponer|prorrogar ... plazo|pago|vencimiento|fecha|tiempo|días,
        al|cada|por mes, poco a poco, dar|dais|darnos|darme|den|denos|conceder|concedan|concédanme .. ...
        tiempo|plazo|días|semanas|margen, pagar|pago .. en .. dos|tres|varias|varios|partes|veces|cuatro,
        pagar .. más adelante|tarde, esperar .. ... cobrar|cobre|cobro|final|semana|mes|nómina|unos_días,
        esperar|esperarme|esperarnos|espera|esperen|esperáis .. ... pago|cobro|enero|mes|semana|días|
        principios|finales|hasta, tener paciencia""",
    "asks_time.soft": """no .. puedo|podemos|puede|podré|podremos|pude .. ... pagar*|abonar*|hacer*|
        liquidar*|afrontar*|asumir*|transferir*|ingresar*, no .. tengo|tenemos|dispongo|disponemos|hay
        ... dinero|liquidez|fondos|efectivo|saldo|tesorería, sin liquidez|fondos|dinero|blanca, problema|
        problemas|tensión|tensiones|falta|dificultades .. ... liquidez|tesorería|económic*|financier*|
        pago|caja|dinero|cobro, mal|mala|malos|complicada|complicado|difícil|delicada ..
        situación|momento|racha|económic*|época|mes, situación .. económica|complicada|difícil|delicada,
        en cuanto .. pueda|podamos|cobre|cobremos|me_paguen|nos_paguen|me_sea|nos_sea|tenga|sea, lo
        antes|lo_más_pronto|cuanto|tan_pronto posible|antes|como|sea, cuando ..
        pueda|podamos|cobre|cobremos|tenga|me_paguen, pronto, próximamente, en breve,
        paro|erte|desempleo|sin_trabajo, ando|estoy|estamos .. justo|justos|mal|pelado|apurado|apurados|
        ahogados|fatal, esperando .. ... cobro|cobros|cobrar|pago|ingreso|nos_paguen|me_paguen|cliente,
        cliente|clientes .. no .. pagado|pagan|paga|han_pagado, a ver si""",
    "remittance": """adjunto|adjunta|adjuntamos|adjuntos|adjuntado|adjuntar|anexo|anexamos|aquí|le_envío|
        les_envío|os_envío|os_mando|te_mando|te_paso|os_paso|les_remito|envío|remito|remitimos|mando|
        paso|ahí_va|acompaño .. ... justificante|justificantes|comprobante|resguardo|recibo|remesa|aviso|
        confirmación|copia_de_la_transferencia|orden_de_transferencia|certificado|pantallazo|captura|
        copia_del_pago .. ..., justificante|comprobante|resguardo|pantallazo|recibo|captura .. ...
        adjunto|adjunta|anexo|aquí|adjuntos""",
    "not.remittance": """pueden|puede|podéis|por_favor|necesito|necesitamos|enviaré|enviaremos|mandaré|
        mandaremos|envíen|manden|adjuntaré|pasaré|podrían|sin|envíenme|solicito|falta .. ...
        justificante|comprobante|resguardo|recibo, ningún justificante|comprobante, recibo de la luz""",
    "paid.dated": "@paid, ^ salió, @payment|dinero .. salió|hizo, =pagué, =ingresé",
    "paid.either": "pagamos|abonamos|ingresamos|liquidamos|transferimos",
}
