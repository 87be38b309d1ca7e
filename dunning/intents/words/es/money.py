"""Spanish: payments made, promised and put off, amounts, remittances."""

PHRASES = {
    "sum.before": """pagar, pago, pagué, pagamos, pagaré, pagado, transferir, transferido, ingresar,
        ingresado, ingresé, abonar, abonado, abonaré, de, pagaremos, pagaros, pagarte, ingresaré, mandar,
        hacer, unos, ingreso, mando, envío, hago, abono, doy, giro, transfiero, otros, restantes""",
    "sum.not_after": """días|dia|día|dias|semanas|semana|meses|mes|plazos|veces|horas|años|facturas|
        cuotas|por_ciento""",
    "sum.half": "mitad, la mitad, 50%",
    "sum.rest": "el|lo|del resto, restante, lo que falta|queda, lo que falta|queda|resta",
    "sum.all": """totalidad, todo, íntegramente, importe total|íntegro, por completo, en su totalidad,
        total de la""",
    "paid": """hemos|he|ha|han|fue|fueron|está|estan|están|esta|quedó|quedaron|han_sido|ha_sido .. ya? ...
        @paid, ^ @paid, @invoice ... @paid|=pagó|=pagué|=abonó, =pagué|=ingresé|=abonó|=pagó|=transferí|
        pagaron .. ayer|el|la|hace|lunes|martes|miércoles|jueves|viernes|por|mediante|con|ya|esta|
        anteayer|hoy|esa, hicimos|hice|realizamos|=realicé|efectuamos|=efectué|hizo|mandamos|=mandé|
        =envié|enviamos|ordenamos .. ... @payment|transferencia|pago, @payment ... hecho|hecha|realizado|
        realizada|efectuado|efectuada|enviado|enviada|ordenada|emitida|salió|ejecutada|cursada, hemos|he|
        ha .. hecho|realizado|efectuado|ordenado|enviado|mandado|cursado|emitido .. ... @payment, pagado|
        pagada|abonada|abonado .. ayer|el|hace|por|con|lunes|martes|miércoles|jueves|viernes, cargado|
        cobrado|cargaron .. cuenta|banco, os|les|le .. =pagué, ya|me|nos .. habéis|han .. cobrado|cargado,
        está pagad*, el dinero|pago|transferencia .. ya .. salió|está, te|se|os|la|lo|las|los|le|les
        =pagué|=abonó|=ingresé|=transferí|=pagó, hecha|hecho|realizada|realizado|efectuada|enviada la|el?
        @payment, @payment .. se realizó|hizo|efectuó|ordenó|mandó, os|te|les|le =ingresé|=pagué|
        =transferí|=abonamos, ya está|estaba|quedó .. @paid|hecho|hecha|arreglado, acabo|acabamos|acaba de
        hacer|realizar|ordenar|enviar|mandar .. @payment, acabo|acabamos de pagar*|abonar*|transferir*|
        ingresar*, ya .. está|quedó|lo|la|os|te|se|les|le? .. hecho|pagad*|ingresad*|abonad*|hice|=pagué|
        =ingresé|=mandé|=envié|=pagó|arreglad*|solucionad*|transferid*|saldad*|liquidad*|mandad*|enviad*|
        di, transferencia|pago|ingreso|dinero|giro|bizum .. se|ya|os|le|fue|está|ha? .. hizo|salió|
        realizó|ordenó|efectuó|envió|hecho|hecha|emitid*|ejecutad*|enviad*, dinero|importe .. salió|
        salido|cargad*|cobrad*|descontad*, se|te|os|les|le lo|la? di|dimos|entregué|entregamos|=pagué|
        =ingresé|=abonó .. mano|efectivo|repartidor|chófer|conductor|comercial|lunes|martes|miércoles|
        jueves|viernes|ayer|el|hace|semana, =pagué|pagado|pagada .. en .. efectivo|mano|metálico, en mano,
        ^ pagad*|abonad*|ingresad*|hecho|hecha .. ayer|el|hoy|hace|por|esta|la|desde, cargaron|cobraron|
        cargó|cobró|pasaron|cargado .. cuenta|banco|recibo|tarjeta, acabo|acabamos de .. hac*|pag*|
        ingres*|transf*|orden*|mand*|envi*, hice|hicimos|hizo .. transferencia|pago|ingreso|bizum|giro,
        consta|constan|constaba|figura|figuran|figuraba|aparece|aparecen|aparecía .. como? .. pagad*|
        abonad*|liquidad*|saldad*|cobrad*, =ingresé|=pagué|=transferí|=abonó|=mandé .. ayer|el|la|hace|
        semana|lunes|martes|miércoles|jueves|viernes, lo|la|los|las =ingresé|=pagué|=transferí|=mandé,
        pagad*|abonad*|liquidad*|saldad* .. desde|el|por|hace|mediante, eso ya está|estaba, hecho|hecha ..
        transferencia|pago|ingreso|bizum, el banco .. cargó|ejecutó|confirma, se|la|lo|las|los|ya =pagó|
        =abonó|=pagué|=ingresó|transfirió|pagaron|realizó|hizo, me|nos lo|la|ya|han|habéis? .. cargaron|
        cobraron|pasaron|cargado|cobrado .. cuenta|banco|tarjeta|recibo|el_día, ya .. está|fue|se|te|la|
        lo|las|os|le? .. @paid|=pagó|=pagué|=abonó|pagaron, lo|la|los|las|os|te|se mandé|mande|envié|
        envie|hice .. ayer|anteayer|el|la|por|x|bizum|hace .. bizum|transferencia|ayer|banco, ya ..
        pagamos|abonamos, transferencia .. dejó|quedó|dejamos|dejé .. hecha|ordenada|enviada, dej* ..
        hech* .. transferencia|pago|ingreso, cruz* .. pago|transferencia|ingreso, pago|transferencia|
        ingreso .. cruz*, abonad*|ingresad*|transferid* en su|vuestra|tu cuenta""",
    "not.paid": """ser|será|serán|sea|debe|debería|deberían|tiene|tengo|tenemos|va|van|puede|quedará|
        estará|estaría|debía|había_que|habrá|hay_que .. ... @paid, ser @paid, cuándo|cuando|=cómo|quién|
        cuánto|habíamos|habremos|no_habíamos .. ... @paid|pagamos, una vez|si|cuando .. ... @paid, dos
        veces, de más, pagado de más, pago a|en .. plazos, han|habéis|ha .. abonado|pagado .. la_nota|
        mi_devolución|la_devolución|el_importe_de_la, =pagué .. señal, pagado .. señal|anticipo, siempre
        .. pagado|pagamos, hasta que .. @paid, abonado .. la devolución, a pagado nadie, se|nos ha hecho
        .. descuento, no|nunca|nadie|tampoco|ni|sin|todavía|aún, tendría*|debería*|debía*|iba*|tenía*|
        habría* .. que? .. haber|estar, si|cuando|una_vez|hasta_que, pagad* .. señal|anticipo, cliente* ..
        pag*, trabajo|obra|servicio|pedido|reclamación|devolución|curso .. hecho|hecha|realizad*, lo|la|se
        di .. de? baja, di|dimos .. de? .. baja, se .. pagar*|abonar*, será*|quedará*, queda pagad*, está
        .. pendiente, di .. baja, dado de baja, mal hecho|hecha, pedido .. hecho, cobrado|cargado|cobraron
        .. desplazamiento|portes|transporte|horas|de_más|dos_veces|veces|más|recargo*|gastos|doble|mal|
        unidades, paquete|técnico|pedido|mercancía|material|camión|envío|reclamación|baja|visita .. salió|
        hizo|hecho|hecha|salido, trabajo|trabajos|obra|servicio|reparación|instalación|limpieza|pedido|
        cosa|cosas .. hizo|realizó|hicieron|realizaron, constará*|figurará*|aparecerá*|constaría .. como?
        pagad*|abonad*|liquidad*|saldad*, cruz* .. su|vuestro|tu|vuestra pago|transferencia|ingreso, su|
        vuestro|vuestra pago|transferencia|ingreso .. cruz*""",
    "promise": """@payment ... realizará|efectuará|hará|será|saldrá|irá|llegará|está_previsto|
        está_prevista|previsto|prevista|programado|programada|se_hace|sale|queda_programado, realizaremos|
        realizaré|efectuaremos|efectuaré|haremos|haré|procederemos|procederé|procedemos|ordenaremos|
        ordenaré|emitiremos|enviaremos|enviaré|mandaré|mandaremos .. ... @payment|pago|pagar|abonar|
        transferir, voy|vamos|va|van a .. pagar*|abonar*|transferir*|hacer*|ingresar*|realizar|liquidar|
        efectuar|proceder, quedará|quedara|estará|será|serán .. @paid, pagaré|pagaremos|pagare|abonaré|
        abonaremos|ingresaré|ingresaremos|transferiré|transferiremos|liquidaré|liquidaremos, se pagará|
        abonará|ingresará|transferirá|liquidará, prometo|prometemos|comprometo|comprometemos .. pagar*|
        pago|abonar, tendrá|tendrán|tendréis|tendrás|recibirá|recibirán|recibiréis .. ... @payment|dinero|
        importe, puedo|podemos|podré|podremos .. pagar*|abonar*|ingresar*|transferir*|hacer|mandar|
        liquidar, pienso|pensamos|espero|esperamos|intentaré|intentaremos .. pagar*|abonar*|ingresar*|
        hacer, previsto|prevista|programado|programada .. pago|pagar|para|el, remesa .. del?|pagos, entra|
        entrará|va|irá|incluida|incluido .. en la? remesa|pagos|próximo, pagaré|cheque|talón .. sale|
        saldrá|va|irá, hago el bizum, pag*|abon* .. sin falta, será|serán|quedará|queda|estará|quedarán ..
        pagad*|abonad*|ingresad*|liquidad*|transferid*|saldad*, nos comprometemos|me_comprometo, se
        pagará|abonará|ingresará|transferirá|liquidará|emitirá|ordenará|realizará|efectuará, atenderemos|
        atenderé|saldaré|saldaremos|haré_el|haremos_el|haré_la|haremos_la, procederemos|procederé .. pago|
        abono|transferencia|ingreso|liquidación, recibir* .. dinero|pago|importe|transferencia, tendr* ..
        dinero|pago|importe|cuenta, le|les|os|te pagaremos|pagaré|ingresaremos|abonaremos, se pagarán|
        abonarán|ingresarán|transferirán|liquidarán|efectuarán|realizarán|saldarán, se|os|te lo|la|los|
        las|le|les? abonará|pagará|ingresará|abonarán|pagarán|ingresarán|transferirá|transferirán,
        tranquil* .. pago|pagamos|pagaré|pagaremos""",
    "promise.present": """@pays, hago|hacemos|mando|mandamos|envío|enviamos|realizo|realizamos|efectuamos|
        doy|damos|ordeno|ordenamos ... @payment|orden|transferencia|pago, @payment .. sale|salen|va, te|
        os|le|les|lo|la|se|las|los|yo|se_lo|se_la|os_lo|te_lo pago|abono|ingreso, ^ pago|abono, lo|la|los|
        las tenéis|tienes|tiene|tienen|tendréis|tendrá|tendrás|tendrán|tenés, está|estará en .. cuenta,
        @invoice .. ... sale|salen, lo|la|los|las hago|hacemos, va|van|entra|entran|sale|salen|irá|irán|
        incluid*|está .. en|con|dentro .. remesa|pagos|nómina_de|relación_de, os|te|le|les|se|lo|la|los|
        las|nos|ya? lo|la|los|las? .. ingreso|pago|abono|liquido|transfiero|hago|envío|mando|giro|acerco|
        llevo|paso|dejo|arreglo|soluciono, os|te|les|le pago|ingreso|abono|transfiero, programad*|
        previst*|planificad*|agendad*|fijad*|señalad* .. para|el|pago, queda|quedan|quedará pagad*|
        abonad*|liquidad*|saldad*|programad*|ordenad*, lo|la|los|las tendréis|tienen|tendrán|tienes|
        tendrás|tenéis .. cuenta|banco|el|mañana|ahí, tendr* .. cuenta|banco|dinero|ahí, me|nos ocup*|
        encarg* .. del? .. pago|ello|eso|tema|mañana|lunes, hago|hacemos|haré|haremos|hacer ..
        transferencia|pago|ingreso|bizum|giro|cheque, acerco|llevo|paso|doy|dejo|traigo|entrego .. dinero|
        efectivo|pasta|cheque|talón|sobre, día|fecha .. de pago .. es|será|el, próximo pago|día_de_pago,
        cobro .. y .. pago|hago|ingreso|transfiero|abono, pago|ingreso|abono|transferencia|giro|dinero ..
        sale|saldrá|va|llega|llegará|vence|entra|estará|se_hace|se_realiza, recibi*|recibirán|recibirá|
        recibirás|recibiréis .. dinero|pago|importe|transferencia|fondos, sin falta .. pag*|liquid*|
        ingres*|abon*, aprobad*|autorizad*|validad*|conformad* .. y .. pag*|sale*|abon*, liquidamos|
        liquido|saldo|saldamos, el resto .. el|en|a, tranquil* .. pag*|ingres*, orden* .. transferencia|
        pago, mañana|lunes|viernes .. te|os|le pag*|ingres*|hago|transf*|envío|mando .. dinero|
        transferencia|bizum, sin falta, te|os|le|les ingreso|mando|envío|hago|doy|paso .. <n>, voy ..
        banco .. pago|ingreso, yo pago|ingreso|abono, pago <n>|mañana|lunes|el|en|de, sale|saldrá|va|
        llega|llegará la|el|mi|nuestra|nuestro @payment, otros|otras|restantes <n>|euros .. el|mañana|
        lunes|viernes""",
    "not.promise": """cómo|como|cuándo|cuánto|dónde|donde|por_qué .. ... pagar*|pago|pagamos|abono|@pays,
        puedo|podemos|podría|podríamos|se_puede .. pagar*|abonar .. con|por|en|mediante tarjeta|bizum|
        efectivo|transferencia|paypal|metálico|domiciliación, podría|podríamos|se_puede, a|en plazos,
        fraccionad*, plazos, pueden|puede|podéis .. pagar|hacer|mandar, voy a .. abogado|denunciar|
        consultar|devolver|reclamar, será|serán .. reparad*|entregad*, =qué .. pago|pagamos .. por_algo?,
        tenía|teníamos|iba|íbamos|pensaba|pensábamos|quería|queríamos|había|habíamos .. ... pagar*|
        previsto|hacer|abonar*, estaba previsto|prevista|programado, @pays .. mi|mis|nuestros ..
        electricista|alquiler|empleados|proveedores|impuestos, a lo mejor, quizás, quizá, tal vez, igual
        .. podemos|puedo|podré, tendría*|debería*|debía*|iba*|tenía* .. que? .. haber|salir|pagar|estar|
        salido|llegar, les|le|te|os digo|decimos|diré|llamo|llamaré|escribo|escribiré|aviso|avisaré|
        comento|confirmo, técnico|pedido|material|mercancía|paquete|albañil|fontanero .. viene|llega|pasa|
        vendrá|llegará, viene|llega|pasa .. técnico|pedido|material|mercancía, envío|mando|paso|enviaré ..
        ... fotos|correo|material|mercancía|documento*|lista|copia|justificante|email|mail|datos|
        reclamación|número|iban, abogad*|juzgado|denunci*, ya veremos, esperar sentados, nunca|jamás, no,
        devolv*|devuelv*, hablarlo, aprobación|aprobar, al|por mes, cada mes, no este sino, si|cuando,
        pago a|de plazos""",
    "asks_time.ask": """plazos|fraccionar|fraccionado|fraccionamiento|cuotas|mensualidades|mensualmente|
        aplazar|aplazamiento|aplazado|prórroga|moratoria|plan_de_pago|plan_de_pagos|acuerdo_de_pago|
        calendario_de_pagos|pagos_parciales, más tiempo|plazo|días|margen, poco|algo más .. tiempo|plazo|
        margen|de_tiempo?, un poco de .. tiempo|paciencia|margen, ampliar|ampliación|alargar|extender|
        retrasar|posponer|prorrogar ... plazo|pago|vencimiento|fecha|tiempo|días, al|cada|por mes, poco a
        poco, dar|dais|darnos|darme|den|denos|conceder|concedan|concédanme .. ... tiempo|plazo|días|
        semanas|margen, pagar|pago .. en .. dos|tres|varias|varios|partes|veces|cuatro, pagar .. más
        adelante|tarde, esperar .. ... cobrar|cobre|cobro|final|semana|mes|nómina|unos_días, esperar|
        esperarme|esperarnos|espera|esperen|esperáis .. ... pago|cobro|enero|mes|semana|días|principios|
        finales|hasta, tener paciencia, dar*|dan|dais|den|conced*|dej*|da .. ... más|tiempo|plazo|días|
        semanas|margen|semana|mes|tregua|prórroga, <n>|dos|tres|unos|unas|otra|otros|algunos .. días|
        semanas|semana|meses más, más .. días|semanas|tiempo|plazo|margen, pag*|abon*|hacerlo .. en ..
        <n>|dos|tres|cuatro|varios|varias plazos|veces|pagos|cuotas|partes|mensualidades, <n> .. € .. al|
        cada|por mes|semana, <n> .. al|cada|por mes|semana, al|cada|por mes|semana .. <n>, ir pagando|
        pagándolo, puedo|podemos|podría*|se_puede|puede .. pag*|dej*|hac*|retras*|pasar* .. más|mes|
        adelante|tarde|enero|para|próximo|después, dejar*|pasar*|mover* .. para|a .. mes|enero|semana|
        próximo|año|después|más_adelante, de golpe|una_vez|un_tirón|una_sola_vez, todo .. de|a golpe|una|
        la_vez, acept* .. pago|fraccion*|aplaz*|plan|plazos|mitad, tiempo|plazo|margen .. más|adicional|
        extra|para_pagar, algo|poco|poquito .. más? .. de? tiempo|margen|plazo|paciencia, espera*|esperes|
        espéra*|aguant* .. hasta|un_poco|a_que|unos|a .. cobr*|mes|semana|fin|principios|nómina|días,
        paciencia, pedimos|rogamos|pido|solicit* .. paciencia|comprensión|tiempo|plazo|aplaz*|demora,
        facilidades .. pago, acuerdo .. pago|plazos|pagar, aplaz*|prórrog*|prorrog*|fraccion*|moratoria|
        posponer|postergar|retrasar|retrasarlo|retrasarla, denme|dénme|deme|déme|dadme|dame|danos|dennos
        .. hasta|tiempo|plazo|margen|unos|días|semana*|mes, den|dé|da nos|me hasta""",
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
        cliente|clientes .. no .. pagado|pagan|paga|han_pagado, a ver si, just*|mal|apurad*|ahogad*|
        pelad*|pillad*|fatal|corto*|seco* .. de|dinero|tesorería|pasta|liquidez|este_mes|ahora|económic*,
        vamos|voy|ando|andamos|estoy|estamos|ir .. muy|un_poco|bastante|algo? just*|mal|apurad*|ahogad*|
        pelad*|pillad*|fatal|cort*|tiesos|tieso|canin*, sin blanca|un_duro|pasta|dinero|liquidez|fondos,
        ventas|negocio|trabajo|temporada|facturación|cosa|cosas ..
        floj*|mal|baj*|parad*|lent*|complicad*, floj*|parad* .. ventas|negocio|trabajo,
        en_cuanto|cuando|hasta_que|tan_pronto .. pag*|cobr*|ingres*|entr* ..
        cliente*|nómina|dinero|sueldo|nos|me|subvención, en_cuanto|cuando|hasta_que|tan_pronto ..
        cliente*|nos|me .. pag*|cobr*|ingres*, no .. puedo|podemos|podré .. pag* ..
        todo|ahora|entera|completa|tanto, racha|bache|apuros|estrecheces, perd* ..
        trabajo|empleo|cliente, paro, tesorería, liquidez, no .. llego|llegamos .. a?
        fin|fin_de_mes|final, números rojos, descubierto""",
    "remittance": """adjunto|adjunta|adjuntamos|adjuntos|adjuntado|adjuntar|anexo|anexamos|aquí|le_envío|
        les_envío|os_envío|os_mando|te_mando|te_paso|os_paso|les_remito|envío|remito|remitimos|mando|paso|
        ahí_va|acompaño .. ... justificante|justificantes|comprobante|resguardo|recibo|remesa|aviso|
        confirmación|copia_de_la_transferencia|orden_de_transferencia|certificado|pantallazo|captura|
        copia_del_pago .. ..., justificante|comprobante|resguardo|pantallazo|recibo|captura .. ...
        adjunto|adjunta|anexo|aquí|adjuntos, adjunt*|anex*|aquí|paso|envío|mando|remit*|va ..
        justificante|comprobante|recibo|resguardo|pantallazo|captura|certificado|orden, justificante|
        comprobante|recibo|resguardo|pantallazo .. adjunt*|anex*|aquí|transferencia|pago, ^ aviso de pago|
        transferencia|abono""",
    "not.remittance": """pueden|puede|podéis|por_favor|necesito|necesitamos|enviaré|enviaremos|mandaré|
        mandaremos|envíen|manden|adjuntaré|pasaré|podrían|sin|envíenme|solicito|falta .. ...
        justificante|comprobante|resguardo|recibo, ningún justificante|comprobante, recibo de la luz""",
    "paid.dated": """@paid, ^ salió, @payment|dinero .. salió|hizo, =pagué, =ingresé,
        cargaron|cargó|cobraron|salió, hecho|hecha .. ayer|el|hoy, di .. en mano,
        pagado|pagada|abonado|abonada, hecha, hicimos .. transferencia|pago""",
    "paid.either": """pagamos|abonamos|ingresamos|liquidamos|transferimos, pagamos, abonamos,
        os|te|les|le|se la|lo|las|los? abonamos|pagamos""",
    "not.asks_time": """a ver si .. mir*|revis*|dej*|aprend*|comprob*, de una vez, por la paciencia, la
        paciencia, más de ustedes|vosotros""",
}
