"""Spanish: why an invoice is not owed as it stands."""

PHRASES = {
    "dispute.quality": """roto|rota|rotos|rotas|defectuoso|defectuosa|defectuosos|defectuosas|estropeado|
        estropeada|estropeados|dañado|dañada|dañados|dañadas|averiado|averiada|inservible|inservibles|
        rayado|rayada|caducado|caducados|podrido|golpeado|golpeados, defecto|defectos|avería|desperfecto|
        desperfectos|vicios|tara|taras|gotera|goteras, no .. funciona|funcionan|funcionó|sirve|sirven|
        va_bien|cumple|cumplen|arranca|enfría, mala|pésima|mal calidad|hecho|hecha|hechos|instalado|
        instalada|trabajo|servicio|acabado|colocado|pintado|reparado, equivocado|equivocada|erróneo|
        incorrecto .. producto|artículo|talla|color|material|modelo|género, producto|artículo|talla|color|
        material|modelo|género|pedido .. equivocad*|erróne*|incorrect*|que_no_era|distinto, no ..
        satisfecho|satisfechos|contento|contentos|conforme_con_la_calidad|conformes_con_el_trabajo, sigue
        .. sin funcionar|goteando|perdiendo, pierde agua, chapuza, dejó de funcionar, descontento*, no ..
        cierra|abre|enfría|calienta|va|encaja|queda .. bien?, arregl* .. ..., se .. cae|despega|sale|
        mueve|ha_roto, se cae|caen|despega|desconcha|agrieta, @bad, se|ha|han|vuelto|volvió .. a? ..
        estrope*|averi*|romp*|rompió|roto|despeg*|despint*|desconch*|agriet*|cae|caen|cayó|cayeron|caído,
        volvió|vuelve|vuelto .. estrope*|romper*|fallar, se rompió|estropeó|averió|cayó|quemó|despegó|
        soltó|atasca|cuelga|bloquea|cae|despega|agrieta|descascarilla|oxida, dejó de .. funcionar|ir|
        andar, funcion*|va|van|sirve*|arranca*|cierr*|enfría|calienta|encaja|enciende|imprime|carga .. no|
        mal|nunca|sin, no|nunca|sin|mal .. funcion*|sirv*|va_bien|cerrar|cierr*|arranc*|enfrí*|calient*|
        encaj*|enciend*|abr*|cumpl*, sigue*|continúa .. sin .. funcionar|cerrar|ir|arreglar|andar|
        calentar|enfriar, sigue*|continúa .. gote*|perdiendo|fallando|rot*|mal|igual|estropead*, gote*|
        gotera*|humedad*|filtración*|filtra|fuga, tuvimos|tuve|tuvo|hubo|hemos|he .. que .. llamar|
        contratar|buscar|pagar|traer|arregl*|repar*|rehacer .. otro|otra|nosotros|yo, otro|otra fontanero|
        empresa|técnico|profesional|electricista|albañil|taller, chapuza|chapucero|chapuzas|desastre|
        basura|porquería|vergüenza|birria|mierda|lamentable|pésim*|horrible, equivocad*|erróne*|incorrect*
        .. color|talla|modelo|producto|material|artículo|género|referencia|medida*|pieza, color|talla|
        modelo|producto|material|artículo|género|referencia|medida*|pieza .. equivocad*|erróne*|
        incorrect*|que_no|distint*|no_es|no_era, otra talla|color, no|nada|poco .. content*|satisfech*|
        conform* .. resultado|trabajo|obra|calidad|servicio|acabado, nada content*|satisfech*, no .. es|
        era|fue|son .. lo .. que .. pedimos|pedí|pedido|encargamos|compramos|queríamos|enseñaron|muestra,
        no .. corresponde* .. con .. pedido|muestra|descripción|foto, subsan*|defecto*|desperfecto*|
        avería*|tara|taras|vicio*|daño*|fallo*|deficiencia*|anomalía*, arreglen|arregl*|reparen|repar*|
        solucion*|repon*|sustitu*|cambien .. avería|defecto*|problema|trabajo|pieza|máquina|todo|
        desperfecto*|lo|producto|mal|puerta|antes|primero, mal estado|hecho|hecha|hechos|instalad*|puest*|
        pintad*|colocad*|acabad*|montad*|soldad*|imprimid*|impres*|terminad*|empaquetad*, mala|baja|
        pésima|poca .. calidad, calidad .. mala|baja|pésima|deja|no|nefasta, retenemos|retengo|retenido|
        bloqueamos .. pago .. hasta, decepcion*|insatisfech*|descontent*|disgustad*, en mal|malas estado|
        condiciones, reclamación .. calidad|defect*|trabajo|producto|abierta, no .. es .. aceptable|
        admisible|de_recibo, no es|son de recibo, inaceptable*, garantía, cobrar*|cobráis|cobra|dinero|
        pago|pagaré|pagaremos .. ... cuando|hasta_que|mientras_no ... funcion*|arregl*|cierr*|repar*|sec*|
        cambi*|sustitu*""",
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
        facturan|cobrado|facturado .. ... horas|días, exento|exentos de iva, inversión del sujeto,
        presupuesto|precio|acuerdo|tarifa|contrato|oferta .. era|eran|decía|ponía|de|por|fue|son|marcaba|
        indicaba|estipula* .. <n>, <n> .. en vez|lugar de|del, en vez|lugar de <n>|las|los|lo, y no <n>,
        no <n> .. sino, debería*|tendría*|tiene|debe .. ser|estar|haber_sido .. <n>, acord*|pact*|
        hablad*|quedamos|presupuest*|convenid* .. <n>, <n> .. acord*|pact*|presupuest*|hablad*|convenid*,
        dij*|prometi*|dio|dieron|ofreci*|asegur* .. <n>|precio|gratis|incluid*|descuento|tarifa,
        dijiste|dijisteis|dijeron|dijo .. máximo|como_mucho|<n>, descuento|bonificación|rebaja|rappel|%
        .. ... no|falta|sin|promet*|olvid*|nunca|aplic*|acord*|pact*, no|falta|sin|olvid* .. ...
        descuento|bonificación|rebaja, promet* .. descuento|precio|tarifa,
        iba*|estaba*|era*|venía*|debía*|tenía*|tendría* .. ser? ..
        incluid*|gratis|gratuit*|sin_coste|bonificad*, iva ..
        mal|incorrect*|erróne*|no|equivocad*|exent*, mal ..
        iva|calculad*|sumad*|aplicad*|precio*|cobrad*, tipo .. iva, precio|tarifa|importe|coste ..
        hora|unitario|kilo? .. no|mal|equivocad*|superior|distint*, no .. es|son|era|eran .. que|lo_que
        .. acord*|pact*|presupuest*|hablamos|quedamos|dijeron|dijiste*|dijo|hablado, no .. lo .. acord*|
        pact*|presupuest*|hablad*|habl*|conveni*|estipulad*, puesto|facturan|facturado|cobran|cobrado|
        cobráis|facturáis|aparecen|ponen .. <n>|dos|tres|cuatro|cinco|diez .. ...
        en_vez|en_lugar|cuando|pero|y|solo|aunque .. solo|<n>|dos|tres|estuvieron|fueron|eran|hicieron|
        trabajaron|vinieron|uno, otro|distinto|diferente precio|tarifa|importe, precio ..
        otro|distinto|diferente|subid*, doble|triple .. de|del .. lo|precio|presupuest*, desplazamiento|
        portes|transporte|gastos|recargo*|extras|suplemento* .. no|nadie|nunca|sin|incluid*|gratis, no ..
        figura*|aparec*|estaba*|constaba*|incluí* .. presupuesto|contrato|oferta|pedido, no ..
        coincid*|cuadr*|corresponde* .. con, subida|subido|aumento|incremento .. tarif*|precio*,
        nadie|no|sin .. avis*|inform*|comunic* .. subida|aumento|incremento|precio*, sub* ..
        precio*|tarif* .. sin|no, carísim*, muy|demasiado|excesivamente caro|cara|alto|elevado, abusivo*|
        abusiva|desorbitad*|exagerad*|excesiv*|inflad*, un robo|atraco|timo, por encima .. de, más .. de
        lo, más car*, señal|anticipo|depósito .. no|sin|falta .. descontad*|restad*|deducid*, no ..
        descont*|resta*|deduci* .. señal|anticipo|depósito|abono|descuento,
        estuvieron|trabajaron|fueron|vinieron .. <n>|dos|tres|solo|sólo, cobr*|factur* .. de
        más|demás|demasiado, precio cerrado|fijo|pactado, error .. de|en ..
        precio*|importe|iva|cantidad*|suma|cálculo|tarifa, suma .. mal, exent* .. iva, inversión ..
        sujeto, intracomunitari*, tarifa|precio|precios|tarifas
        nuev*|antigu*|viej*|anterior*|equivocad*|subid*, antes de la subida, se dijo|habló ..
        gratis|precio|incluido|<n>, era gratis|gratuito|sin_coste|sin_cargo, horas|cantidades|unidades ..
        no|mal|de_más|demasiad*|exces*""",
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
        opone|oponen|oponerse|opongo .. a, no .. ser|es|sea debida|debido, a nombre de ..
        otra|otro|distint*|empresa|antigua|equivocad*, a nombre ..
        otra|otro|equivocad*|incorrect*|distint*, debe*|debería|tiene*|tendría|hay|habría ..
        ir|estar|ser|emitir*|facturar*|que .. a_nombre|nombre|emitid*|facturad*, cif|nif|razón_social|
        dirección_fiscal|datos_fiscales|número_de_pedido|orden_de_compra|referencia|centro_de_coste|
        nº_de_pedido .. ... incorrect*|mal|falta*|no|equivocad*|erróne*, falta*|sin|no_aparece|no_figura|
        no_lleva|no_incluye|no_trae .. ... cif|nif|número_de_pedido|orden_de_compra|nº_de_pedido|
        referencia|datos|razón_social|pedido, sin él|ella|ello|eso no_podemos|no_puedo, no ..
        podemos|puedo|pueden .. contabiliz*|tramit*|proces*|registr*|dar_entrada, rectifi*|corrij*|
        corrig*|correg*|anul*|modifi*|rehag*|rehac* .. factura|fra|#|importe, factura .. rectifi*|
        corrig*|correg*|anul*|modifi*|errón*|error*|equivocad*|incorrect*|mal|bloquead*|retenid*|
        devuelt*|rechazad*|incidencia|disputa|reclamad*|no_procede|paralizad*|parad*, facturen .. a|bien,
        no .. reconoc*|acept*|admit*|comparto|asum* .. deuda|factura|cargo|importe|eso|esa|esta|esto|lo|
        cantidad, no .. debo|debemos|debe|adeud* .. nada|ni|eso|esa|un|euro|dinero|tanto, no ..
        voy|vamos|pienso|pensamos|quiero|queremos .. a? .. pag*|abon*, no ..
        pago|pagaré|pagamos|pagaremos|pagaría, ni .. un|loco|de_coña|en_broma|muerto ..
        euro|duro|céntimo, no|aún_no|todavía_no .. ha|está|han|es .. vencid*|vencida|exigible|vence,
        vencimiento .. es|no|posterior, pago|plazo|vencimiento a|de|es <n>|sesenta|noventa|treinta días,
        <n> días .. fecha_factura|fecha_de_factura|de_plazo|vista, bloquead*|retenid*|parad*|paralizad*
        .. incidencia|por|disputa|hasta|reclam*, incidencia .. abierta|con|en|pendiente|sin_resolver,
        error*|equivocación|fallo .. en .. factura*|facturación|ustedes|contabilidad|vuestr*|su,
        hay|debe|tiene*|contiene* .. error*|equivocación|un_fallo, no|nada|des|tampoco ..
        conform*|de_acuerdo, disconform*|desacuerdo|discrep*|impugn*|discut*|protest*, no ..
        hay|tenemos|queda|consta|debemos|existe .. nada|ningun*|deuda .. pendiente*|que|deb*|saldo, nada
        .. pendiente|que_pagar|que_deber, saldo .. cero|a_cero,
        devolvemos|rechaz*|devuelvo|rechazamos|devolvimos .. factura, prescri*|prescrit*, no ..
        es|son|era .. correct*|nuestr*|mía|mío|procedente|nuestro .. factura|deuda|cargo|pedido,
        indebid*|improcedent*|injustific*|infundad*, oponerme|opongo|nos_oponemos, no .. corresponde* ..
        pagar*|a_nosotros|a_mí|asumir*|factura|cargo, cif|nif|razón_social|nombre|datos .. no es|son ..
        nuestr*|correct*|mío, compens* .. con|deuda|factura, compensación, háganla|hacedla|hagan|emit* ..
        de_nuevo|otra_vez|nueva, no .. podemos|puedo .. pagar así, así no .. pag*""",
    "dispute.not_ordered": """no|nunca|nada|ningún|jamás .. ... pedido|pedí|pedimos|encargado|encargué|
        encargamos|contratado|contraté|contratamos|solicitado|solicité|firmado|firmé|comprado|compramos|
        compré|autoricé .. ... esto|eso|nada|nunca|este|ese|servicio|ningún|producto|material|de|que, sin
        .. autorización|pedido|autorizar|nuestro_consentimiento, ningún pedido|contrato,
        no|nunca|nada|ningún|ninguna|jamás|nadie .. ... pedid*|pedí|pedimos|encarg*|contrat*|solicit*|
        firmad*|firmé|firmamos|compr*|autoriz*|suscri*|acept*|aprob*|orden_de_compra|hicimos_ningún|
        consentimiento|abonado_a, ningún|ninguna .. pedido|contrato|orden|encargo|autorización|
        suscripción, no|ninguna .. consta .. orden|pedido|contrato|encargo, sin .. autoriza*|pedido|
        consentimiento|permiso|aprobación|consultar*|avisar*|contrato|orden_de_compra|encargo, no|ni ..
        estaba*|está|están|fue|fueron .. autorizad*|aprobad*|encargad*|contratad*|pedid*|solicitad*|
        contemplad*, extras|adicional* .. no|nadie|sin, no hicimos .. pedido|encargo""",
    "dispute.not_received": """@goods ... no|nunca|nada|sin|todavía|falta|faltan .. ... llegado|llegó|
        recibido|recibimos|entregado|entregada|llegaron|entregaron|recibir|recibí|entregar|llegar|
        completo|completa, no|nunca|nada|todavía .. ... recibido|recibimos|llegado|llegó|entregado|
        recibí|entregaron|servido|suministrado .. ... @goods|de_la_factura, falta|faltan .. ... @goods|
        cajas|palés|unidades|bultos|palets|la_mitad_del_pedido, @goods|cajas|palets ..
        falta|faltan|incompleto|incompleta|faltante, esperando|espera .. ... @goods|entrega, sin
        recibir|entregar .. @goods?, nunca llegó|llegaron|recibimos|recibí|entregaron, dónde está ..
        @goods, no .. han|habéis|ha .. entregado|servido|mandado|enviado .. ... @goods|nada|todo, @goods
        ... @nots|sigue|siguen ... lleg*|recib*|entreg*|complet*|aparec*|visto|venido, @nots ...
        recib*|lleg*|entreg*|servido|suministrado|visto ... @goods, @nots .. recib*|llegado ..
        nada|completo|todo, nada .. recib*|lleg*|entregado, @nots .. me|nos ha|han
        llegado|entregado|traído|servido .. @goods, faltaba*|faltan|falta|faltó|faltaron .. @goods|<n>|
        un|una|dos|tres|la_mitad|el_resto|la|el, @goods .. falta*|incomplet*|parcial*,
        solo|sólo|solamente|únicamente .. llegaron|llegó|recib*|entreg*|han_llegado|vinieron|trajeron,
        llegaron|recibimos|entregaron|trajeron|llegó .. solo|sólo|<n>|la_mitad|una_parte,
        seguimos|sigo|estamos|estoy|aún|todavía .. esperando|a_la_espera|pendiente* ..
        @goods|mitad|resto, albarán .. firmado|falta|no|de_entrega, prueba|justificante|comprobante de
        entrega, nadie .. recib*|firmó|firmado|recogió, venía|vino|llegó|llegaron|venían ..
        incomplet*|faltando|a_medias|sin, entrega|envío .. parcial|incomplet*|errónea, dónde|donde
        está|están|anda|andan .. @goods, perdido|extraviado .. envío|paquete|transporte, @goods ..
        perdi*|extravi*, nunca llegó|llegaron|recibí|recibimos, no .. llegado|recibido .. ni,
        quedan|queda por|sin recibir|entregar|llegar|servir, facturan|facturado|cobran|cobrado|cobráis ..
        <n> .. solo|pero|llegaron|recibimos""",
    "dispute.not_done": """obra|trabajo|trabajos|servicio|servicios|reparación|instalación|reforma|
        montaje|proyecto .. ... no|sin|nunca|falta|a_medias|incompleto|incompleta .. ... terminado|
        terminada|terminados|acabado|acabada|acabados|hecho|realizado|terminar|acabar|finalizado|
        prestado|completado|finalizada|prestaron|realizó|completo, no|nunca .. ... terminado|acabado|
        venido|vinieron|realizado|hecho|finalizado|prestado|aparecieron ..
        trabajo|obra|servicio|reparación|instalación, falta por|pintar|terminar|rematar|acabar, sin
        terminar|acabar|rematar|finalizar, a medias|medio_hacer, nadie .. vino|venido|aparecido|apareció,
        no .. vino|vinieron|han_venido|apareci* .. nadie?, técnico|operario|fontanero|electricista ..
        no|nunca .. vino|venido|apareció, @work .. ... no|sin|nunca|falta*|a_medias|incomplet*|parad*|
        abandonad* .. termin*|acab*|hech*|realiz*|finaliz*|prest*|complet*|hizo|hicieron|impart*|celebr*|
        empez*|rematad*|entregad*|ejecut*|llevado, no|nunca|nadie .. se? .. ha|han|hizo|hicieron|prest*|
        realiz*|impart*|terminó|terminaron|vino|vinieron|apareci*|acab* .. @work, @men .. no|nunca|ni ..
        apareci*|vino|vinieron|llegó|volvi*|terminó|acabó|venido|presentó|ha_venido|pasó, no|nunca ..
        vino|vinieron|apareci*|venido|presentaron|presentó .. nadie|@men, nadie ..
        vino|venido|apareci*|presentó|pasó|ha_pasado, qued*|falta*|resta* .. por .. poner|terminar|
        rematar|acabar|hacer|pintar|instalar|colocar|montar|arreglar, tenían|tenían|debían|teníais|iban|
        ibais|quedaron|quedasteis|tienen|tenéis|tendrían .. que|a|en ..
        volver|venir|terminar|rematar|acabar|pasar, sin .. terminar|acabar|rematar|finalizar|hacer|
        prestar|ejecutar|empezar, a medias|medio, medio hecho|hacer|terminar, dejaron|dejasteis|dejado ..
        a_medias|sin_terminar|tirad*|abandonad*|colgad*, hasta que ..
        termin*|acab*|remat*|finalic*|complet*|vuelv*, cuando .. termin*|acab*|remat*|finalic* ..
        obra|trabajo, no .. servicio .. prestad*|recibid*|realizad*, no .. está ..
        terminad*|acabad*|finalizad*|rematad*|complet*""",
    "dispute.duplicate": """dos|2|doble veces|cobro|vez|facturación|cargo .. ... mismo|misma|facturado|
        cobrado|cobrando, cobrado|facturado|cargado|facturada|facturando|cobráis .. ... dos_veces|2_veces|
        doble|duplicado|por_duplicado, duplicada|duplicado|duplicados|duplicidad, ya .. facturado|
        facturada|facturasteis|facturaron, está repetida, repetida, ya .. nos|me|lo|la|se|los? ..
        facturad*|facturan|facturaron|facturáis|facturasteis|=facturó|facturando|cobrad*|cobran|cobraron|
        cobráis|=cobró|cobrando|cargar*|incluid*, misma|mismo .. factura|que|concepto|importe|servicio|
        cosa, por|está duplicad*, duplicad*|duplicidad|repetid*, dos|2 veces|facturas, cobrad*|cobran|
        cobraron|cobráis|=cobró|cobrando|facturad*|facturan|facturaron|facturáis|facturasteis|=facturó|
        facturando|cargad*|cargaron|cargan .. dos_veces|doble|doblemente|otra_vez|de_nuevo, dos facturas,
        doble cargo|cobro|factura*, idéntic*, sustituida por, otra vez .. facturad*|facturan|facturaron|
        facturáis|facturasteis|=facturó|facturando|cobrad*|cobran|cobraron|cobráis|=cobró|cobrando ..
        lo_mismo, ya iba|estaba|venía|va|incluid* .. en|dentro .. factura|#|otra|anterior, una de las dos
        sobra, sobra una, dentro de la factura, mism* .. dos|2 veces, en las dos|ambas facturas""",
    "dispute.cancelled": """di|dimos|dado|dí|solicité|pedí .. ... baja, cancelé|cancelamos|cancelado|
        cancelada|canceló|anulé|anulamos|anulado|rescindido|rescindimos|desistí|desistimos|devolví|
        devolvimos|devuelto|devuelta|devueltos ... servicio|contrato|pedido|suscripción|mercancía|
        material|en|hace|el|todo|reserva|género|artículos|cuota, pedido|contrato|servicio|suscripción|
        reserva .. ... cancelad*|anulad*|rescindid*|de_baja, está de baja, dado de baja, di|dimos|dado|
        dieron|damos|solicit*|pedí|pedimos|tramit*|curs* .. de? .. baja, cancel*|anul*|rescind*|desist*|
        devolv*|devuelt*|retorn* .. servicio|contrato|pedido|suscripción|mercancía|material|en|hace|el|
        todo|reserva|género|artículos|cuota|al_día|la|antes|dentro|plazo, os|les|le|lo|la|los|las|se|ya|
        todo devolvi*|devolví|devuelt*, contrato|suscripción|servicio|acuerdo|alquiler .. venci*|termin*|
        finaliz*|acab*|expir*|extingu*|cancel*|caduc*|concluy*, rechaz*|rehus* .. entrega|mercancía|envío|
        paquete|pedido, pedido|compra|reserva|servicio|contrato|suscripción .. cancel*|anul*|rescind*|
        desist*|de_baja, devolución|recogida .. mercancía|material|género|pedido|producto*, derecho ..
        desistimiento, ejerc* .. desistimiento, fin* .. contrato, se llevaron, recogieron .. mercancía|
        material|género, dio|dieron|dimos|di|dado .. de baja""",
    "dispute.credit": """esperando|espera|falta|pendiente|pendientes|prometido|prometieron|prometisteis|
        debéis|deben|emitir|hacer|emitan|mandado|recibido|recibir|reclamamos .. ... abono|
        nota_de_crédito|nota_de_abono|nota_de_cargo|factura_de_abono|devolución_del_dinero|reembolso ..
        ..., abono .. ... pendiente|de_la_devolución|prometido|falta|no|por_la_devolución, nota de
        abono|crédito .. pendiente|falta|no|por, no .. han|habéis .. abonado|reembolsado|devuelto ..
        la_devolución|el_dinero|nada|el_importe, prometi* .. ... abono, abono .. por .. ..., sin recibir*
        .. abono, promet*|debéis|deben|debe|pendiente*|esper*|falta|acord*|emit*|hac*|mand*|envi*|recib*|
        reclam*|descuent*|descont*|compens*|aplic*|deduz*|ped* .. ... abono|abonos|nota_de_crédito|
        nota_de_abono|factura_de_abono|reembolso|devolución_del_dinero|rectificativa|reintegro,
        abono|nota_de_crédito|nota_de_abono|reembolso .. ... pendiente|promet*|falta|no|por|del|de_la|
        correspondiente|que_nos|deb*, abono por|de|del|de_la palé|material|mercancía|devolución|género|
        rotura*|daño*|faltante*|artículo*, qué hay|pasa|es .. devolución|abono|reembolso,
        dónde|donde|cuándo .. abono|reembolso|devolución, reembols* ..
        no|pendiente|todavía|nunca|promet*, no .. han|habéis|ha|me|nos .. abonad*|reembols*|devuelt*,
        saldo .. a_nuestro|a_mi favor""",
    "not.dispute": """si|cuando|en_cuanto|tras|una_vez|al ... abono|rectificativa|corregid*,
        número|persona|correo|email|dirección|contacto equivocad*|incorrect*|erróne*|mal, equivocad* ..
        persona|número|de_persona|de_número, está mal .. número|correo|dirección,
        sin|ningún|ninguna|no_hay .. problema*|inconvenient*|incidencia*|queja*|error, no .. nos? ..
        opone*, no .. ha|he|hemos|está|han|la|lo .. pagad*|abonad*|ingresad*, aún|todavía no
        lo|la|he|hemos|se|está|ha? ha|hemos? pagad*|=pagué|abonad*, no ..
        puedo|podemos|podré|podremos|puede .. pag*|abon*|afront*|hacer*|todo|ingres*|transfer*, no ..
        tengo|tenemos|dispon* .. dinero|liquidez|fondos|tesorería|saldo, número|persona|correo|email|
        destinatario|contacto|teléfono .. equivocad*|incorrect*|erróne*, equivocad* .. de? ..
        número|persona|correo|destinatario, banco|tarjeta|transferencia|recibo ..
        rechaz*|devuelt*|error|bloquead*|fall*, no .. soy|somos, no .. trabaj*, no .. llev*, no ..
        conozc* .. a, no .. es .. para .. mí|nosotros, no .. relación, no .. volv* ..
        contact*|llam*|escrib*, no .. quiero|queremos|deseo .. recib*|sms|correos|saber, pendiente ..
        de_aprob*|aprobación|firma|autorizar, aprob* .. pendiente, no .. tengo|tenemos .. este|ese|su ..
        número|correo|contacto, no .. oficina|disponible|accesible, cobr*|nómina|sueldo .. no|todavía,
        fuera, cuando cobre, lo que falta|queda|resta, dejad* colgad*, colgad* .. obra, devolvió el
        banco, banco .. devolvió|devuelto|rechazó, recibo .. devolv*|devuelto, no abasto, no .. doy""",
    "not.dispute.not_ordered": """coincid*|cuadr*|corresponde* .. pedid*|acept*, pago|transferencia|abono
        .. ... autoriz*|aprob*, no .. autoriz* .. pago, pedido .. no .. lleg*|recib*|complet*""",
    "not.dispute.duplicate": """duplicado .. de .. factura|#, enviar|envíen|mandar|mande*|necesito|
        necesitamos|pueden|puede|por_favor .. duplicado, pagad*|pagué|pagamos .. dos veces|duplicado, en
        dos|2 veces|pagos|plazos, el mismo día, mismo día""",
    "not.dispute.cancelled": """cancel*|liquid* .. factura|deuda|pago|saldo|importe, cancel* el pago|
        la_factura|la_deuda|saldo|cita|reunión, devolv*|devuelv* .. llamada|correo|firmad*|documento|
        dinero|recibo|factura, devuelto .. banco|recibo|por_el_banco, baja .. médica|maternal|laboral|por,
        recibo devuelto, anul*|cancel* .. recargo|intereses|gastos, anul*|rectifi* .. factura, cancelar
        el, devolvió|devuelto .. banco, recibo .. devolvió|devuelto|devuelven, nos|me han|ha|habían
        cancel*|anul*, nos|me cancel*|anul*, client*|huésped*|boda|evento|reserva* .. cancelaron|anularon""",
    "not.dispute.credit": """recibido .. abono .. su_cuenta|cuenta|confirm*, haremos|hacemos|hago|haré|
        realiz*|efectu*|proced*|enviamos|orden*|mando .. ... abono, abono .. ... el|mañana|realiz*|hecho|
        efectuad*|hoy|ayer|viernes|lunes|transferencia, pago|abono de|del la? factura*|importe|total|#,
        justificante .. abono""",
    "not.dispute.not_received": """no responda*, lo que falta, hace|hacen|hizo|hará|harán|hacía falta, sin
        falta""",
    "not.dispute.quality": """dinero|pago .. funcion*""",
}
