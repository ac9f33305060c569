"""Headings of completion sheets in English, French, Spanish, Portuguese, Arabic, Russian, Kiswahili and Chinese.

A space separates headings, an underscore stands for a space. Compared by `standards.sheets.columns.plain`: without case,
accents and punctuation. A heading may stand under two fields: then what is in the column decides (`columns.py`).
"""

_WORDS: dict[str, str] = {
    "name": (
        "name full_name learner_name student_name participant_name participant learner student user person trainee attendee"
        " name_of_learner name_of_participant names nom nom_complet nom_et_prenom nom_prenom prenom_et_nom apprenant participante"
        " etudiant stagiaire nom_du_participant nom_de_l_apprenant nombre nombre_completo nombre_y_apellidos nombre_y_apellido"
        " apellidos_y_nombre estudiante alumno nombre_del_participante nome nome_completo nome_do_participante aluno estudante"
        " aluna formando الاسم اسم الاسم_الكامل اسم_المتعلم اسم_المشارك اسم_المتدرب اسم_الطالب المتعلم المشارك المتدرب الطالب"
        " имя фио ф_и_о имя_и_фамилия фамилия_и_имя полное_имя участник слушатель учащийся студент имя_участника jina jina_kamili"
        " jina_la_mshiriki jina_la_mwanafunzi mshiriki mwanafunzi majina 姓名 名字 学员 学员姓名 学生姓名 参加者 全名 学习者"
    ),
    "given": (
        "given_name given_names first_name firstname forename first prenom prenoms nombre_de_pila nombres primer_nombre"
        " primeiro_nome nome_proprio الاسم_الأول الاسم_الشخصي имя_собственное jina_la_kwanza 名"
    ),
    "middle": (
        "middle_name middle_names middle second_name deuxieme_prenom segundo_nombre nome_do_meio الاسم_الأوسط اسم_الأب"
        " отчество jina_la_kati"
    ),
    "family": (
        "family_name surname last_name lastname last nom_de_famille apellido apellidos primer_apellido sobrenome apelido"
        " ultimo_nome nome_de_familia اسم_العائلة اللقب الكنية фамилия jina_la_ukoo jina_la_mwisho jina_la_familia 姓 姓氏"
    ),
    "email": (
        "email e_mail mail email_address e_mail_address mail_address learner_email student_email work_email"
        " courriel adresse_e_mail adresse_email adresse_electronique adresse_mail adresse_de_courriel mel correo"
        " correo_electronico direccion_de_correo email_do_participante correio_eletronico correio_electronico endereco_de_e_mail"
        " endereco_de_email البريد البريد_الإلكتروني الايميل الإيميل عنوان_البريد_الإلكتروني"
        " почта электронная_почта эл_почта адрес_электронной_почты имейл barua_pepe anwani_ya_barua_pepe 邮箱 电子邮件 邮件 电邮"
        " 电子邮箱 邮箱地址 邮件地址"
    ),
    "username": (
        "username user_name login login_name hub_user_name hub_username ujuzi_user_name ujuzi_username account account_name"
        " nom_d_utilisateur nom_utilisateur compte pseudo identifiant_de_connexion usuario nombre_de_usuario cuenta"
        " nome_de_usuario nome_de_utilizador utilizador conta اسم_المستخدم المستخدم الحساب اسم_الدخول"
        " имя_пользователя логин пользователь учетная_запись jina_la_mtumiaji mtumiaji akaunti 用户名 账号 用户 帐号 登录名"
    ),
    "partner_id": (
        "id learner_id student_id user_id participant_id external_id person_id learner_number student_number registration_number"
        " matricule numero_d_etudiant numero_etudiant identifiant identifiant_de_l_apprenant id_apprenant id_participant"
        " id_del_estudiante id_de_estudiante numero_de_estudiante matricula id_do_aluno id_do_participante numero_de_matricula"
        " رقم_المتعلم رقم_الطالب رقم_المشارك المعرف معرف_المتعلم الرقم_التعريفي"
        " идентификатор номер_участника номер_студента табельный_номер id_участника id_пользователя"
        " kitambulisho namba_ya_mwanafunzi namba_ya_mshiriki 学号 编号 学员编号 学生编号 用户编号 工号"
    ),
    "title": (
        "course course_title course_name title training training_title training_name module module_title programme program"
        " name_of_course course_completed resource activity cours titre titre_du_cours nom_du_cours intitule intitule_du_cours"
        " formation intitule_de_la_formation curso titulo titulo_del_curso nombre_del_curso formacion capacitacion"
        " titulo_do_curso nome_do_curso formacao treinamento"
        " الدورة اسم_الدورة عنوان_الدورة المقرر اسم_المقرر العنوان التدريب البرنامج"
        " курс название_курса название наименование_курса наименование обучение kozi jina_la_kozi kichwa_cha_kozi mafunzo"
        " 课程 课程名称 课程标题 课程名 培训 培训名称 标题"
    ),
    "course_id": (
        "course_id course_code course_identifier course_number course_key code activity_id module_code sku code_du_cours"
        " identifiant_du_cours id_du_cours codigo_del_curso id_del_curso codigo codigo_do_curso id_do_curso"
        " رمز_الدورة معرف_الدورة رقم_الدورة رمز_المقرر код_курса идентификатор_курса id_курса код"
        " namba_ya_kozi msimbo_wa_kozi kitambulisho_cha_kozi 课程编号 课程代码 课程号 课程id"
    ),
    "url": (
        "url link course_url course_link web_address lien adresse_web lien_du_cours url_du_cours enlace enlace_del_curso"
        " url_del_curso ligacao link_do_curso url_do_curso الرابط رابط رابط_الدورة ссылка ссылка_на_курс адрес_курса"
        " kiungo kiungo_cha_kozi 链接 网址 课程链接"
    ),
    "completed_on": (
        "date completion_date date_completed completed_on date_of_completion completed completed_at completion_time end_date"
        " finish_date finished_on date_finished date_passed completion issue_date date_issued award_date certificate_date"
        " date_d_achevement date_de_fin date_de_completion date_d_obtention achevement date_de_reussite termine_le acheve_le"
        " date_de_l_achevement fecha fecha_de_finalizacion fecha_de_termino fecha_de_terminacion fecha_de_conclusion"
        " fecha_de_fin finalizado_el fecha_de_completado data data_de_conclusao data_de_termino data_de_finalizacao concluido_em"
        " data_de_fim التاريخ تاريخ_الإكمال تاريخ_الإتمام تاريخ_الانتهاء تاريخ_الاكمال تاريخ_إكمال_الدورة أكمل_في تاريخ_الإنجاز"
        " дата дата_завершения дата_окончания завершено окончено дата_прохождения дата_выдачи"
        " tarehe tarehe_ya_kumaliza tarehe_ya_kukamilisha alimaliza tarehe_ya_mwisho"
        " 日期 完成日期 完成时间 结业日期 完成 结束日期 结课日期 通过日期"
    ),
    "score": (
        "score grade mark marks result final_score final_grade percent percentage points quiz_score note resultat note_finale"
        " pourcentage points_obtenus calificacion nota puntuacion puntaje resultado porcentaje nota_final pontuacao"
        " porcentagem percentagem classificacao الدرجة النتيجة العلامة النسبة النقاط المعدل الدرجة_النهائية"
        " балл баллы оценка результат процент итоговая_оценка alama matokeo asilimia maksi 分数 成绩 得分 百分比 总分"
    ),
    "status": (
        "status state completion_status completed completion passed pass_fail outcome result course_status is_completed finished"
        " statut etat termine acheve reussi resultat estado estatus completado finalizado aprobado resultado situacao"
        " concluido aprovado status_de_conclusao الحالة الوضع حالة_الإكمال النتيجة مكتمل ناجح"
        " статус состояние завершено пройден результат сдан hali hadhi amemaliza matokeo amefaulu 状态 完成状态 是否完成 是否通过 结果 完成 通过"
    ),
}

HEADINGS: dict[str, tuple[str, ...]] = {
    field: tuple(word.replace("_", " ") for word in words.split()) for field, words in _WORDS.items()
}
# Of two columns for one field the one with a heading that is not in here is taken: "Course" before "Title", "Learner ID" before "ID".
VAGUE = frozenset(
    [
        "id",
        "code",
        "title",
        "user",
        "first",
        "last",
        "data",
        "note",
        "account",
        "module",
        "resource",
        "activity",
        "completion",
        "points",
        "result",
        "estado",
        "state",
        "identifiant",
        "compte",
        "cuenta",
        "conta",
        "data",
        "titre",
        "titulo",
        "العنوان",
        "المعرف",
        "название",
        "наименование",
        "идентификатор",
        "код",
        "编号",
        "标题",
        "用户",
    ]
)
PEOPLE = ("name", "given", "family", "email", "username", "partner_id")
COURSES = ("title", "course_id", "url")

# With one of these a heading is about another day or another person: "Start date", "Name of the school", "Manager's e-mail".
OTHER = tuple(
    [
        "start",
        "starts",
        "started",
        "enrolment",
        "enrollment",
        "enrolled",
        "enrol",
        "birth",
        "registration",
        "registered",
        "due",
        "deadline",
        "expiry",
        "expires",
        "organisation",
        "organization",
        "company",
        "school",
        "institution",
        "employer",
        "manager",
        "supervisor",
        "instructor",
        "teacher",
        "trainer",
        "father",
        "mother",
        "file",
        "sheet",
        "debut",
        "inscription",
        "naissance",
        "organisme",
        "entreprise",
        "ecole",
        "etablissement",
        "responsable",
        "formateur",
        "inicio",
        "inscripcion",
        "nacimiento",
        "organizacion",
        "empresa",
        "escuela",
        "profesor",
        "responsavel",
        "inscricao",
        "nascimento",
        "organizacao",
        "escola",
        "instrutor",
        "البدء",
        "البداية",
        "التسجيل",
        "الميلاد",
        "المؤسسة",
        "المدرسة",
        "المدرب",
        "начала",
        "регистрации",
        "рождения",
        "организация",
        "организации",
        "школа",
        "преподаватель",
        "kuanza",
        "kuzaliwa",
        "kujiandikisha",
        "shirika",
        "shule",
        "mwalimu",
        "开始",
        "注册",
        "出生",
        "截止",
        "单位",
        "学校",
        "机构",
        "教师",
        "讲师",
    ]
)
