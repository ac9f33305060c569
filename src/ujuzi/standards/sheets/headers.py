"""Header words for each field: English, French, Spanish, Portuguese, Arabic, German, Kiswahili, Chinese, Russian.

Compared without case, accents and punctuation. A word stands under one field only (a test sees to it).
"""

# Words are separated by spaces; an underscore stands for a space within one.
_WORDS: dict[str, str] = {
    "identifier": (
        "id identifier uid key code reference course_id course_code sku identifiant code_du_cours"
        " identificador codigo_del_curso codigo_do_curso المعرف معرف رمز_الدورة kennung kursnummer kurs_id kitambulisho"
        " namba_ya_kozi 编号 课程编号 идентификатор код код_курса"
    ),
    "title": (
        "title name course_title course_name course resource_title training_title training titre intitule nom titre_du_cours"
        " nom_du_cours formation titulo nombre titulo_del_curso nombre_del_curso curso titulo_do_curso nome nome_do_curso"
        " العنوان عنوان عنوان_الدورة اسم_الدورة titel kurstitel kursname kurs jina jina_la_kozi kozi kichwa"
        " 标题 课程名称 课程标题 名称 课程 название название_курса курс наименование"
    ),
    "url": (
        "url link web_address website course_url course_link landing_page href lien adresse_web lien_du_cours site_web"
        " enlace enlace_del_curso pagina_web ligacao endereco_web link_do_curso الرابط رابط رابط_الدورة webadresse kurslink"
        " webseite kiungo tovuti 链接 网址 课程链接 ссылка адрес сайт ссылка_на_курс"
    ),
    "description": (
        "description summary abstract about overview course_description resume descriptif presentation descripcion resumen"
        " sobre_el_curso descricao resumo sobre_o_curso الوصف وصف نبذة ملخص beschreibung kurzbeschreibung inhalt maelezo"
        " muhtasari 描述 简介 课程简介 课程描述 описание аннотация"
    ),
    "languages": (
        "language languages lang course_language language_of_instruction available_languages langue langues idioma idiomas"
        " lengua lingua اللغة لغة اللغات sprache sprachen kurssprache lugha 语言 授课语言 язык языки язык_обучения"
    ),
    "kind": (
        "type kind format resource_type learning_resource_type content_type type_de_ressource tipo tipo_de_recurso"
        " formato النوع نوع art kursart ressourcentyp aina aina_ya_rasilimali 类型 资源类型 тип вид тип_ресурса"
    ),
    "subjects": (
        "subject subjects topic topics category categories field theme themes discipline area sujet sujets thematique"
        " thematiques categorie domaine tema temas materia categoria categorias asunto assunto assuntos الموضوع المواضيع"
        " التصنيف المجال thema themen fach fachgebiet kategorie mada somo 主题 学科 类别 领域 тема темы предмет категория"
    ),
    "keywords": (
        "keywords keyword tags tag skills competencies mots_cles mot_cle competences palabras_clave etiquetas competencias"
        " palavras_chave etiquetas_do_curso الكلمات_المفتاحية كلمات_مفتاحية المهارات schlagworte schlagworter stichworte"
        " kompetenzen maneno_muhimu ujuzi 关键词 标签 技能 ключевые_слова теги навыки"
    ),
    "levels": (
        "level levels difficulty proficiency course_level niveau difficulte nivel nivel_de_dificultad dificultad nivel_do_curso"
        " المستوى مستوى stufe schwierigkeit kursniveau kiwango ngazi 级别 难度 水平 等级 уровень сложность"
    ),
    "audiences": (
        "audience audiences target_audience target_group who_is_it_for for_whom public public_cible destinataires"
        " publico publico_objetivo destinatarios dirigido_a publico_alvo الجمهور الفئة_المستهدفة الجمهور_المستهدف zielgruppe"
        " zielgruppen walengwa hadhira 受众 目标人群 适用对象 аудитория целевая_аудитория для_кого"
    ),
    "duration": (
        "duration length time hours minutes total_hours duration_minutes duree duree_totale heures duracion horas"
        " duracao carga_horaria المدة مدة عدد_الساعات dauer kursdauer stunden muda masaa 时长 课时 学时 длительность"
        " продолжительность часы"
    ),
    "effort": (
        "effort workload hours_per_week weekly_effort charge_de_travail heures_par_semaine dedicacion horas_por_semana"
        " esforco dedicacao الجهد ساعات_أسبوعيا aufwand arbeitsaufwand wochenstunden juhudi masaa_kwa_wiki 每周学时"
        " 学习投入 нагрузка часов_в_неделю"
    ),
    "licence": (
        "licence license rights copyright usage_rights terms_of_use droits licencia derechos licenca direitos الترخيص"
        " الرخصة الحقوق lizenz rechte leseni haki 许可 许可证 版权 лицензия права"
    ),
    "free": (
        "free is_free free_of_charge open_access is_accessible_for_free gratuit gratuito gratis مجاني مجانا kostenlos"
        " kostenfrei bure 免费 是否免费 бесплатно бесплатный"
    ),
    "price": (
        "price cost fee fees tuition amount course_fee prix cout tarif frais precio costo coste preco custo valor السعر"
        " التكلفة الرسوم preis kosten gebuhr bei gharama ada 价格 费用 学费 цена стоимость"
    ),
    "currency": "currency devise monnaie moneda moeda العملة wahrung sarafu 货币 币种 валюта",
    "certificate": (
        "certificate certification has_certificate credential certificate_available badge certificat attestation certificado"
        " acreditacion certificacion certificado_disponivel الشهادة شهادة zertifikat teilnahmebescheinigung nachweis cheti"
        " 证书 是否有证书 сертификат удостоверение"
    ),
    "certificate_price": (
        "certificate_price certificate_cost certificate_fee prix_du_certificat cout_du_certificat precio_del_certificado"
        " costo_del_certificado preco_do_certificado custo_do_certificado سعر_الشهادة تكلفة_الشهادة zertifikatspreis"
        " zertifikatskosten bei_ya_cheti 证书价格 证书费用 цена_сертификата стоимость_сертификата"
    ),
    "account_needed": (
        "account_needed account_required registration login_required registration_required sign_up inscription"
        " inscription_requise compte_requis registro requiere_registro inscricao cadastro التسجيل يتطلب_التسجيل anmeldung"
        " anmeldung_erforderlich usajili 注册 需要注册 регистрация"
    ),
    "offline": (
        "offline available_offline downloadable download hors_ligne telechargeable sin_conexion descargable"
        " descarregavel baixavel بدون_إنترنت قابل_للتنزيل herunterladbar nje_ya_mtandao 离线 可下载 офлайн"
    ),
    "size": (
        "size file_size size_mb megabytes taille taille_mo tamano tamanho الحجم grosse dateigrosse ukubwa 大小 文件大小 размер"
    ),
    "publisher": (
        "publisher provider organisation organization institution university school company partner offered_by"
        " fournisseur organisme etablissement editeur universite proveedor organizacion institucion universidad ofrecido_por"
        " fornecedor organizacao instituicao universidade المزود الجهة المؤسسة الناشر الجامعة anbieter hochschule herausgeber"
        " einrichtung mtoaji taasisi shirika 提供者 机构 学校 出版者 提供方 поставщик организация издатель университет"
    ),
    "creators": (
        "author authors creator creators instructor instructors teacher teachers lecturer trainer auteur auteurs enseignant"
        " formateur formateurs autor autores instructores docente docentes profesor instrutor instrutores professor المؤلف"
        " المدرب المدرس المحاضر dozent dozenten autoren lehrende mwandishi mwalimu mkufunzi 作者 讲师 教师 автор авторы"
        " преподаватель"
    ),
    "published": (
        "published date_published publication_date release_date year date date_de_publication fecha_de_publicacion fecha"
        " data_de_publicacao تاريخ_النشر veroffentlicht veroffentlichungsdatum datum tarehe_ya_kuchapishwa 发布日期 出版日期"
        " дата_публикации дата"
    ),
    "modified": (
        "modified last_modified updated last_updated date_modified mise_a_jour actualizado ultima_actualizacion atualizado"
        " ultima_atualizacao تاريخ_التحديث آخر_تحديث aktualisiert geandert imesasishwa 更新日期 最后更新 обновлено"
    ),
    "starts": (
        "start start_date starts begin begins begin_date date_de_debut debut fecha_de_inicio inicio data_de_inicio"
        " تاريخ_البدء البداية beginn startdatum kursbeginn tarehe_ya_kuanza 开始日期 开课日期 дата_начала начало"
    ),
    "ends": (
        "end end_date ends date_de_fin fin fecha_de_fin fecha_de_finalizacion data_de_fim data_de_termino termino"
        " تاريخ_الانتهاء النهاية ende enddatum kursende tarehe_ya_mwisho 结束日期 结课日期 дата_окончания окончание"
    ),
    "enrol_until": (
        "enrol_until enroll_until deadline registration_deadline enrolment_deadline enrollment_end application_deadline"
        " date_limite date_limite_inscription fecha_limite fecha_limite_de_inscripcion prazo prazo_de_inscricao"
        " آخر_موعد_للتسجيل الموعد_النهائي anmeldeschluss tarehe_ya_mwisho_ya_usajili 报名截止 截止日期 срок_регистрации"
    ),
    "mode": (
        "mode modality delivery delivery_mode course_mode pacing modalite mode_de_formation rythme modalidad modalidade"
        " طريقة_التقديم نمط_الدراسة modus kursformat lernform njia_ya_ufundishaji 授课方式 学习方式 форма_обучения формат"
    ),
    "location": (
        "location venue place city lieu ville lugar ciudad local cidade sede المكان الموقع المدينة ort veranstaltungsort stadt"
        " mahali mji 地点 城市 место город"
    ),
    "access_features": (
        "accessibility accessibility_features captions subtitles closed_captions accessibilite sous_titres accesibilidad"
        " subtitulos acessibilidade legendas إمكانية_الوصول الترجمة_المصاحبة barrierefreiheit untertitel ufikivu manukuu"
        " 无障碍 字幕 доступность субтитры"
    ),
    "countries": (
        "country countries region regions pays paises pais الدولة البلد البلدان land lander nchi 国家 地区 страна страны регион"
    ),
    "group": (
        "group work work_id translation_of translation_group groupe traduction_de grupo traduccion_de traducao_de"
        " المجموعة gruppe ubersetzung_von kundi 组 原课程 группа перевод"
    ),
}

HEADERS: dict[str, tuple[str, ...]] = {
    field: tuple(word.replace("_", " ") for word in words.split()) for field, words in _WORDS.items()
}
