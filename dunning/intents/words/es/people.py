"""Spanish: the wrong person, absences, stops, threats of law, insolvencies."""

PHRASES = {
    "wrong_person": """número|numero|persona|correo|email|dirección|destinatario|contacto|teléfono|
        empresa|departamento .. equivocado|equivocada|incorrecto|incorrecta|erróneo|no_es|errónea,
        equivocado|equivocada|equivocados|equivoca|equivocan|confundido|confunde|confunden|confundiendo
        .. de|conmigo|con? .. persona|número|numero|empresa|correo|cliente|destinatario|otra|otro|usted,
        no .. soy|somos|es .. la|el|su|un|una|cliente|clientes|responsable|encargado|encargada|esa|ese|yo
        .. persona|indicada|adecuada|responsable|encargado|encargada|correcta|cliente|clientes|suyo|suya|
        de|administrador|titular|indicado|departamento, ya no|no .. trabajo|trabaja|trabajamos|estoy|
        pertenezco|formo|lleva|llevo|es .. aquí|allí|en|con|para|parte|la|el|este|ese|esa|esto|esta|
        responsable|nosotros|eso|de, no .. llevo|gestiono|me_ocupo|me_encargo|soy_quien .. ...
        tema|esto|facturas|pagos|eso|este, dejó|ha_dejado|dejado|se_fue|se_jubiló|se_ha_jubilado|
        se_marchó .. ... empresa|compañía|trabajo, persona ..
        contacto|encargada|responsable|correcta|indicada .. es|ahora, escriba|escriban|escribid|contacte|
        contacten|contactad|contactar|diríjase|diríjanse|dirigirse|hable|hablen|hablad|hablar|póngase|
        pónganse .. en? .. contacto? .. a|con .. ..., envíen|manden|enviar|mandar|remitan|remitir|enviad|
        mandad .. ... facturas|correos|todo|esto|reclamaciones|mails|recordatorios|las? .. a .. ..., no
        .. conozco|conocemos .. ... persona|empresa, nuevo|nueva ..
        contacto|correo|dirección|responsable|email .. es|de, reenviado|reenvío|paso|pasado|trasladado ..
        a .. compañero|compañera|departamento|administración|contabilidad, no tengo .. nada que ver, nada
        que ver .. con, nunca .. sido .. cliente|clientes, falleció|fallecido|ha_fallecido, no es
        mi|mío|nuestra|para_mí|nuestro, hemos|nos mudado|trasladado, se encarga|ocupa,
        vendí|vendido|traspasé|traspasado|traspasamos .. negocio|bar|empresa|tienda|local|restaurante,
        nuevo dueño|propietario|titular, nuevos dueños|propietarios, a|al|en <address>, correo <address>,
        lleva|llevan|gestiona .. ella|él|ahora .. ..., hablar|habla|hable con,
        prueben|pruebe|prueba|probad .. <address>, ya no .. trabaj*|está|es|soy|forma|estoy|sigue|
        pertenec*|lleva*|tengo|tenemos|regent* .. con|aquí|en|administrador*|para|parte|dueñ*|titular|
        responsable|el|la|el_negocio|nosotros, jubil*, se ha|jubiló|marchó|fue
        ido|jubilado|marchado|de_la_empresa|a_otra, equivoc* .. de, han|has|habéis|ha equivocad*,
        equivoc* de número|persona|empresa|correo|cliente, no .. somos|soy|es .. empresa|persona|cliente|
        quien|que_buscan|indicad*|titular|dueñ*|propietari*|responsable|encargad*|administrador*|el_de|
        la_de, soy .. becari*|recepcionista|secretari*|emplead*|inquilin*|trabajador*|administrativ*|
        limpiador*, yo no soy, no soy yo|el|la, no .. llevo|lleva|llevamos|gestion*|manejo|me_encargo|
        me_ocupo .. las|los|la|eso|facturas|cuentas|ese|pagos, de eso|esto|ello|las_facturas|los_pagos se
        .. encarg*|ocup*, se encarg*|ocup*, encarg*|ocup*|llev*|gestion*|pag* .. central|sede|
        departamento|gestoría|asesoría|oficina|administración_de|comunidad,
        negocio|empresa|bar|tienda|local|restaurante .. lleva|compr*|vend*|traspas*|adquir*|absorb*,
        lo|la|los|las lleva|llevan|gestiona|paga .. ahora? .. mi|mis|nuestr*|otra|otro|gestoría|asesoría,
        fue|ha_sido|fuimos|fueron compr*|vend*|traspas*|adquir*|absorb*, no .. es|iba|era|va .. para ..
        mí|nosotros|mi, no .. es .. mi|mío|mía|nuestr*|mi_departamento|asunto,
        tengo|tenemos|compré|cogí|me_dieron .. este|el .. número|móvil|línea|teléfono ..
        desde|hace|nuevo|hace_poco, este número .. ... no|nuevo|hace|cambiado|es_de, envíen*|enviar*|
        envíe*|mand*|remit*|reenví*|dirij*|dirigir*|escrib* .. ... a <address>, <address>, contabilidad|
        facturas|facturación|cuentas|pagos|administración .. la|las|lo|los|se? ..
        lleva*|gestion*|centraliz*|tramit*, habl*|contact*|diríj*|pregunt*|consult*|pónganse|escrib*|
        tratarl* .. con|a .. ellos|ella|él|gestoría|asesoría|central|administrador*|casero|dueñ*|
        propietari*|contabilidad|administración|departamento, @kin .. se|lo|la|que? ..
        encarg*|llev*|ocup*|gestion*, eso lo|la lleva*|paga*|gestiona*, no ..
        conozc*|conocemos|sé|sabemos .. a|quién|ningun*, aquí no|nadie ..
        vive|hay|trabaja|se_llama|conoce|es, nadie .. con ese nombre|se_llama|llamad*,
        falleci*|muri*|difunt*|murió|hereder*|herencia, anterior|antigu* .. inquilin*|dueñ*|propietari*|
        administrador*|titular|gerente|empresa|ocupante, inquilin*|dueñ*|propietari*|titular|gerente
        anterior, no .. tenemos|tengo|guard* .. relación|vinculación|nada|contacto .. con|que, ninguna
        relación, ninguna vinculación, dej*|abandon*|sali* .. empresa|compañía|puesto|cargo,
        nunca|jamás|no .. hemos|he .. trabajad*|tenid*|sido .. con|client*|relación .. ustedes|vosotros,
        no .. persona .. indicad*|adecuad*|correct*|encargad*, otra|distinta empresa|persona|sociedad ..
        con|mismo|parecid*|que_se, mismo|parecido nombre, se confund*|equivoc*, mudad*|trasladad*|cambi*
        .. de .. domicilio|casa|dirección|número, es ahora|ahora_es, sustitu*|reemplaz* .. por|a, número
        equivocado|incorrecto|erróneo, destituid*|despid*|dimit*|cesad*, ya no hay ..
        empresa|negocio|tienda|oficina, vivienda|domicilio|casa particular, esto es una .. vivienda|casa,
        solo|sólo soy .. vecin*|inquilin*|conserje|portero""",
    "not.wrong_person": """urgente|urgencia|urgentes .. ... contacte|llame|contactar|contacten|escriba|
        escriban, contacte|contacten|contactar|hablen|hablar|hable .. conmigo|con_nosotros|con_mi_abogado|
        con_nuestro_abogado, con|a mi|nuestro abogado, envíenme|mándenme|envíenos|enviarme|enviarnos|
        mandarme|mandadme|enviadme, envíen|manden|enviar|mandar .. la factura|copia|duplicado|extracto|
        pdf, no es correct*, no es lo, a mi|nuestro|este correo, no estoy|estamos .. conforme|conformes|
        de_acuerdo|en_la_oficina|satisfech*, no trabajo .. hoy, no vuelva* .. contactar, número de|nº,
        hablar con .. alguien, contactar conmigo, no .. es .. el|la precio|importe|cantidad|pedido, se
        equivoc* .. de? .. precio|importe|factura|iva|cantidad|talla|color|producto, otra empresa ..
        nombre .. factura, factura .. a nombre|otra, equivocad*|erróne*|incorrect* .. importe|precio|iva|
        factura|cantidad|color|talla|modelo|material|producto|género|artículo|referencia|cif|nif|datos,
        importe|precio|iva|factura|color|talla|modelo|material|producto|género|artículo|referencia|cif|nif
        .. equivocad*|erróne*|incorrect*|mal, no .. es .. lo .. que, no .. es .. correct*, no .. trabaj*
        .. bien|hecho|terminado, envi*|mand*|remit* .. ... factura|copia|duplicado|extracto|justificante|
        comprobante|recibo|albarán|iban, hablar* .. marido|mujer|socio|jefe|esposa|contable, tengo|tenemos
        que hablar*, lo hablo, con|a .. mi|mis|nuestro|nuestros abogad*, dirij* .. abogad*|comunicación,
        no .. soy .. un_banco|tonto|rico, no|nunca|jamás .. contact*|escrib*|llam*|molest*, mi|mis|nuestro
        cliente, no|nadie .. trabajo|obra, dejen|deje|déjenme|dejad, ocup* .. del? pago|mañana|hoy|ello,
        me ocup*|encarg*, nos ocup*|encarg*, me encargo, cobr*, pago|pagar .. a_nombre, vend* .. defect*|
        mal|roto, compr* .. nada|eso|esto, nunca .. he|hemos comprad*|pedid*|firmad*|contratad*, no ..
        sabemos|sé .. qué|cómo|cuándo|si|nada, no sé, dejó de .. funcionar, salió .. dinero|pago|
        transferencia|cuenta, dinero .. salió, gestiona* .. pago|transferencia|remesa, en|de vacaciones,
        llevan .. esper*, no .. tengo .. dinero|liquidez|factura, fuera, jubil* .. y .. pensión, carta,
        concurso|concursal, cambi* .. iban|cuenta|banco, cif|nif|razón_social .. no es .. nuestr*, no es
        .. el nuestro|nuestra razón, no conozco|conocemos|reconozco .. número""",
    "out_of_office": """estoy|estaré|estare|estamos|estaremos|me_encuentro|me_encontraré|nos_encontramos|
        me_hallo .. ... fuera|ausente|ausentes|vacaciones|permiso|viaje|baja_por_maternidad|
        baja_maternal|baja_médica|baja_por_paternidad .. de? .. la?
        oficina|despacho|hasta|del|con|sin|por|trabajo, fuera de la oficina|del_despacho,
        respuesta|mensaje automática|automático ... vacaciones|ausente|fuera|ausencia, actualmente ..
        ausente|de_vacaciones|fuera, vuelvo|volveré|volvere|regreso|regresaré|me_reincorporo|
        me_reincorporaré|reincorporo|volvemos|volveremos|retomaremos|estaré_de_vuelta .. el|a|al|en|la,
        oficina|oficinas|empresa|despacho|negocio|nosotros|tienda|fábrica .. ... cerrada|cerradas|
        cerrado|cerrados|cerramos|cierra|permanecerá|permanecerán,
        permaneceremos|estaremos|permanecemos|estamos cerrados|cerrado, cerrado|cerrados por
        vacaciones|navidad|festivo|descanso, acceso limitado .. ... correo|email, sin acceso .. ...
        correo|email, durante mi ausencia, no .. atenderé|leeré|revisaré|consultaré ..
        correo|correos|mensajes, estoy|estaré de baja .. hasta, cerramos|cerraremos por|del .. ...,
        me|nos reincorpor* .. el|al|a, reincorporaré|reincorporo|vuelvo|volveré|regreso|regresaré a la
        oficina|despacho, nuestra|nuestras|nuestro oficina*|tienda|empresa|despacho|fábrica|almacén ..
        cerrad*, estoy|estaré|estamos|estaremos|^ de vacaciones .. hasta|sin|del|y, estoy|estaré|^
        ausente .. hasta|por|del, sin|con|limitado acceso .. correo|mail|email, ^ ausente ..
        hasta|por|del""",
    "not.out_of_office": """ella|él|contable|compañero|compañera|jefe|jefa|gestor|gestora|administrativa|
        administrativo|marido|mujer|gerente|encargado|encargada|persona|responsable|quien|que ..
        está|estaba|estará|se_encuentra|anda .. ... vacaciones|fuera|baja|ausente|viaje, estaba|estuve|
        estábamos|estuvimos|hemos_estado|he_estado|estuvo ...
        vacaciones|fuera|ausente|cerrad*|baja|viaje, cuando .. vuelva|regrese|vuelvo, cuenta .. cerrada,
        vuelvo a .. decir*|pedir*|recordar*|insistir|repetir*|llamar|enviar*|escribir*, vuelvo .. con
        respuesta, su|vuestra oficina, definitivamente .. cerrad*, cerrado definitivamente, cierre ..
        empresa|negocio, fuera de plazo|lugar, vuelvo|volveré|vuelta|regreso|vacaciones .. ...
        pago|pagaré|abono|abonaré|hago|haré|transferencia, ella|él|contable|jefe|jefa|compañer*|encargad*
        .. está|estaba|estará, vuelvo|volveré a, vuelve* a, fuera de
        plazo|lugar|servicio|uso|garantía|presupuesto, mercancía|material|género|pedido .. fuera, cerrad*
        .. definitiv*, de baja .. servicio|contrato|suscripción, di .. de baja, dado de baja,
        estaba|estuve|estuvimos, regreso|vuelvo .. lunes|martes|miércoles|jueves|viernes .. y .. pag*""",
    "stop.channel": """dejen|deje|dejad|deja|dejar|paren|pare|parad|basta|cesen .. de? .. ... mandarme|
        mandarnos|enviarme|enviarnos|escribirme|escribirnos|llamarme|llamarnos|molestarme|molestarnos|
        acosarme|mandar|enviar|escribir|llamar|molestar|acosar .. ... sms|correos|mensajes|emails|mails|
        whatsapps|whatsapp|más|mensajitos, no .. me|nos|quiero|más .. envíen|escriban|manden|llamen|
        escribáis|mandéis|enviéis|llaméis|escriba|envíe|mande|llame|escribas|mandes|llames .. ... más|
        correos|sms|mensajes|whatsapp|emails|por|nada, no más|mas .. sms|correos|mensajes|emails|llamadas|
        mails, darme|darnos|dar|darse|dénme|denme|dadme .. de baja .. ... correos|lista|newsletter|
        mensajes|sms|boletín|emails|comunicaciones|envíos, borrar|borren|borre|borrad|eliminar|eliminen|
        elimine|eliminad|quitar|quiten|quite|quitad|quitadme|quítenme|bórrenme|eliminen .. ... mi|me|
        nuestro|mis|nuestra ... lista|listas|base|correo|número|numero|teléfono|dirección|
        datos_de_contacto|email|móvil, no .. quiero|queremos|deseo|deseamos .. recibir .. ... más ..
        correos|sms|mensajes|emails|llamadas|nada, no .. deseo|quiero .. recibir .. correos|sms|mensajes|
        emails|llamadas .. suyos?, desuscribir*|desuscrib*|cancelar_suscripción_a_correos, quítenme|
        quítame|quitadme|bórrame|bórrenme|borradme|sáquenme|sácame|sacadme|elimínenme ... lista|listas|
        base|correos, que me borren|quiten|eliminen|saquen .. lista|listas|base, borren|quiten|eliminen|
        saquen me .. lista|listas, quítenme|quítame|quitadme|bórrenme|bórrame|borradme|sáquenme|sácame|
        elimínenme .. lista*|base|fichero|contactos, quiten|borren|eliminen|saquen .. mi|nuestro ..
        número|teléfono|correo|email .. lista*|base|fichero|contactos, no me|nos mandes|manden|envíes|
        envíen|llames|llamen|escribas|escriban|mandéis|enviéis|llaméis|escribáis más|mas, no .. quiero|
        queremos|deseo|deseamos .. recibir|más .. sms|correos|mensajes|llamadas|emails|whatsapp*, ^ stop
        $, ^ baja $, dejen|deje|dejad|deja|paren de llamarme|escribirme|molestarme|llamarnos|escribirnos|
        molestarnos|acosarme, no .. más|mas recordatorios|avisos|reclamaciones|requerimientos .. por|a|al
        correo|sms|teléfono|whatsapp|mail|email|móvil|este_correo|este_número, no más|mas recordatorios|
        avisos|reclamaciones .. por|a|al correo|sms|teléfono|whatsapp|mail|email|móvil|este_correo|
        este_número, ^ basta de|ya mensajes|correos|llamadas|sms|whatsapps|avisos, no .. deseo|quiero|
        queremos|deseamos recibir más comunicaciones|mensajes|notificaciones|correos|avisos""",
    "stop.all": """no .. vuelvan|vuelva|volváis|vuelvas .. a .. contactar*|escribir*|llamar*|molestar*|
        ponerse_en_contacto .. ..., no .. me|nos contacten|contacte|contactéis|contactes .. ... más|nunca|
        jamás|nada, no me contacten, dejen|dejadme|déjenme|déjeme|déjame|dejarme|dejadnos .. en paz|
        tranquilo|tranquila|tranquilos, cesen|cese|dejen .. ... todo|toda|cualquier .. contacto|
        comunicación, no .. quiero|queremos|deseo .. saber|volver_a_saber|contacto|que_me_contacten|oír|
        ningún_contacto .. ... ustedes|vosotros|más|nada, ningún|ninguna|todo .. contacto|comunicación ..
        más|futur*|posterior, borren|eliminen|borrar|eliminar .. todos? .. mis|nuestros datos, derecho ..
        supresión|olvido, retiro .. consentimiento, prohíbo|prohibo .. contact*|escrib*|llam*, no me|nos
        contacten|contacte|contactéis|contactes|molesten|molestéis .. nunca|jamás|más, borren|borrad|
        eliminen|eliminad|supriman|borra|elimina .. todos|mis|nuestros .. datos, olvídense|olvídese|
        olvídate|olvidaos de mí|nosotros, no .. quiero|queremos .. saber .. nada .. ustedes|vosotros|más,
        me|nos dejéis|dejen|deje|dejes|dejad .. en paz|tranquil*, ^ ni llamadas|correos|mensajes|sms|
        cartas ni llamadas|correos|mensajes|sms|cartas|nada $, ^ ni llamadas|correos|mensajes|sms|cartas
        ni llamadas|correos|mensajes|sms|cartas ni nada|cartas|visitas $, me|nos dejéis|dejen|deje|dejes|
        dejad .. en_paz|tranquil*""",
    "not.stop": """falta|necesario|necesidad .. dej*|par*|ces*,
        si|sino|salvo|hasta|como|cuando|mientras .. ... dejan|dejen|contacten|escriban|llamen|
        paran|borran, quitar|quiten|eliminar|eliminen|borrar|anular .. ... recargo|recargos|intereses|
        comisión|gastos|línea|cargo|factura|concepto|penalización, dejar de .. pagar|trabajar|suministrar|
        servir|comprar, baja .. servicio|contrato|suscripción|línea|médica|cuota|laboral|maternal|seguro,
        no .. ha|he|han|hemos .. recibido|llegado .. ... correos|mensajes|más|sms, a mi|su marido|mujer|
        madre|anna|ella|él|padre|compañero, no le|les|lo|la escriban|manden|envíen, dejen de .. mandar|
        enviar .. a|facturas .. a?, no me llamen .. antes|por_la_mañana|al, no .. envíen .. más ..
        material|mercancía|género|pedidos, di|dimos|dado .. de baja, borr*|elimin*|quit* .. recargo*|
        intereses|gastos|línea|factura|cargo|duplicad*, no .. llam*|escrib* .. antes|hasta|por_la|después|
        a_mi_marido, no .. me|nos .. han|ha|habéis .. llam*|contact*|escri*, datos .. erróne*|incorrect*|
        fiscales|bancarios, di|dimos|dado|doy .. de baja, parar .. obra*|trabajo*, dej* .. de .. funcion*|
        pag*|trabaj*, quit* .. iva, no .. mand* .. más .. material|género|mercancía|pedidos, baja ..
        médica|maternal|servicio|contrato, deje .. en .. recepción, basta .. excusas|retrasos, no me|nos
        dejan|dejaron .. en paz, recib* .. ni, ni .. ni .. recib*|llegad*|visto|hemos|he, no .. ni,
        recib*|lleg*|tuvimos|hemos|he|vimos .. más recordatorios|avisos|reclamaciones, más tarde|temprano,
        han|ha|habéis|has|hemos|he mandado|enviado|llegado|recibido|escrito, en paz los|las|mis|el|
        nuestros""",
    "legal_threat": """abogado|abogados|abogada|letrado|procurador|asesoría_jurídica|bufete|asesor_legal|
        servicios_jurídicos|departamento_legal|departamento_jurídico, juzgado|juzgados|tribunal|
        tribunales|juicio|judicial|judiciales|judicialmente|demanda|demandar*|demandaré|querella,
        acciones|medidas|vía|vías|procedimiento legales|judicial|judiciales|legal, denuncia|denunciar*|
        denunciaré|denunciaremos|denunciado, consumo|ocu|facua|omic|agencia_de_protección_de_datos|aepd|
        hoja_de_reclamaciones|hojas_de_reclamaciones, nombre y representación, mi|nuestro|nuestra cliente|
        mandante|patrocinado|representado|representada, policía|guardia_civil, burofax, abogad*|letrad*|
        bufete|asesor*_jurídic*, tribunal*|juzgado*|juicio|pleito|demanda|demandas|demando|demandamos|
        demandar*|demandado|demandada|demandados|demandaremos|querell*|denunci*, vernos|vemos|veremos ..
        tribunales|juzgado*|juicio, acciones .. legales|judiciales, reclamación|queja|hoja* .. consumo|
        omic|reclamaciones, acoso .. denunci*|policía, defensor .. pueblo|consumidor|cliente, oficina ..
        consumidor, asociación .. consumidores, protección de datos .. denunci*|reclam*""",
    "not.legal_threat": """evitar|sin|antes|no_hace_falta|no_es_necesario|innecesario .. ... abogado*|
        juzgado*|judicial*|demanda|juicio|denuncia*|legales, su|vuestro|sus|vuestros abogado|abogados|
        departamento_legal|asesoría_jurídica, administrador|administración|juzgado mercantil|concursal,
        juzgado .. de lo mercantil, juzgado mercantil, mi|nuestro|nuestra cliente .. no|paga|pague|me|nos|
        ha, a|al mi|nuestro cliente, de mi|nuestro cliente .. cobro|pago, cuando .. mi|nuestro cliente,
        esperando .. ... cliente, el consumo, consumo de|eléctrico|agua, demanda de|del_mercado, gran|
        mucha|alta demanda, amenaz* .. abogado*|juicio|demanda|juzgado*, burofax .. recibido|suyo, auto|
        autos .. juzgado|declaración, pag*|cobr* .. mi|nuestro|nuestra cliente*, en_cuanto|cuando .. mi|
        nuestro|nuestra cliente*, demanda .. mercado|alta|mucha|baja|productos, demandad* .. por ..
        cliente, no .. demand*, señor|señora letrad*, su|vuestr* .. abogad*|demanda, juzgado .. mercantil|
        concurso, concurso, juicio .. mi, a mi juicio, perder el juicio, sano juicio, departamento_legal|
        departamento_jurídico|asesoría_jurídica|servicios_jurídicos .. ... contrato|firmad*|aprobad*|
        visto|validad*""",
    "insolvency": """concurso .. acreedores|voluntario|necesario|de_persona, en|entrado|entramos|
        declarado|declarada|declarados|solicitado|presentado .. ... concurso, concursal, administrador
        concursal, insolvente|insolvencia|quiebra|suspensión_de_pagos|bancarrota|preconcurso|
        segunda_oportunidad, liquidación .. empresa|sociedad|judicial|concursal, en liquidación,
        liquidador, disuelta|disolución .. sociedad|empresa, comunicación de créditos|crédito, comuniquen
        .. crédito, masa .. activa|pasiva|concurso, exoneración, concurso .. acreedores|voluntario|
        necesario|declarad*|solicitad*, declarad* .. en? .. concurso|insolven*|quiebra, en concurso,
        preconcurs*, segunda oportunidad, empresa|sociedad|negocio ..
        quebr*|disuelt*|liquidad*|extinguid*, quebrad*|quebró|quebramos, en liquidación|disolución,
        insolven*|bancarrota|concursal*, suspensión de pagos, artículo 583, plan de reestructuración,
        exoneración .. pasivo""",
    "not.insolvency": """no|evitar|casi|riesgo|borde|a_punto|llevar*|ni .. ... concurso|insolvente|
        quiebra|bancarrota, si .. ... concurso|quiebra, cliente|clientes|proveedor .. ... concurso|
        quiebra|insolvente, concurso .. de|del|de_un .. ... cliente|proveedor|público, concurso público,
        llevan|lleváis|llevando .. quiebra|ruina, liquidación de|del iva|seguros|factura|gastos|deuda|
        saldo, concurso .. público|oposición|licitación|televisión|fotografía|de_traslados, cliente* ..
        quebr*|concurso|insolven*, su|vuestr* .. concurso|quiebra, quebrad* .. pieza|cristal|azulejo|
        baldosa*, material .. quebrad*, nadie .. ... quiebra|concurso|insolvente|bancarrota""",
}
