"""The commonest words of languages, and the scripts that alone tell one."""

from __future__ import annotations

# Words that people cannot write a paragraph without; a word that several languages
# share counts for each of them by its share.
WORDS = {
    "en": (
        "the and of to is that it was for with as his he be at by this had not are but from they"
        " in on have which you were their there she an or her who what when would been will has"
        " its about said one all we can"
    ),
    "de": (
        "der die und das nicht von ist des sich mit dem den ein eine auf wird auch als für sind"
        " im zu es an er bei hat nach aus sie wie über einen einer noch nur oder aber dass war"
        " werden zum zur haben ich wir vom kann"
    ),
    "fr": (
        "le les et des est une dans qui que du pas pour sur plus par avec sont il au cette la de"
        " un en à ce se ne mais ou elle nous ils aux ces son sa ses leur été même comme fait tout"
        " où être ont cela c'est aussi"
    ),
    "es": (
        "el los y las una que del por con para su al lo como más pero fue sus ha esta la de en"
        " un es se no le este sobre entre cuando muy sin también hasta hay donde desde todo nos"
        " porque era son dos ser años está"
    ),
    "it": (
        "il di che è gli della per non una sono con del alla nel anche più dei le questo la un"
        " in si da ha lo al come ma ai delle dal nella su se degli o loro essere suo stato tra"
        " dalla sul quando hanno dopo molto ancora"
    ),
    "pt": (
        "o os e não uma com do da em para dos das mais ao foi pelo pela são seu também que a de"
        " um no na por se como mas à ele sua ou ser quando muito há nos já está eu só pelos até"
        " isso ela entre depois sem mesmo"
    ),
    "nl": (
        "de het een van en is niet zijn op te voor met aan er dat ook door naar maar bij in die"
        " als om was ze uit hij nog over dan deze wordt wel worden kan hebben heeft geen al ik je"
        " meer na tot we moet hun werd dit"
    ),
    "pl": (
        "w i na się nie z że jest do to jak po przez od o za ale które oraz był dla są tym ich"
        " tak który a co jego być czy już tylko przed może także gdy było tego została która lub"
        " bardzo jeszcze ma pod jako te"
    ),
    "sv": (
        "och i att det som en på är av för med till den har de inte om ett han men var jag sig"
        " från vi så kan när år under också efter eller nu sin där vid mot ska skulle finns hade"
        " alla över detta blev mycket än"
    ),
    "da": (
        "og i at det som en på er af for med til den har de ikke om et han men var jeg sig fra"
        " vi så kan når år under også efter eller nu sin der ved mod skal ville blev hun havde"
        " alle over dette meget være end"
    ),
    "nb": (
        "og i at det som en på er av for med til den har de ikke om et han men var jeg seg fra"
        " vi så kan når år under også etter eller nå sin der ved mot skal ville ble hun hadde"
        " alle over dette veldig være enn må"
    ),
    "nn": (
        "og i at det som ein på er av for med til den har dei ikkje om eit han men var eg seg"
        " frå vi så kan når år under også etter eller no sin der ved mot skal ville vart ho hadde"
        " alle over dette vere enn må"
    ),
    "is": (
        "og í að það sem er á af fyrir með til hann var ekki um við en þar eru þegar hún þau því"
        " verið hafa úr hefur frá eftir þeir þetta svo ég upp vera sér verður einnig eða þess"
        " hafði voru"
    ),
    "fi": (
        "ja on ei se että hän oli ovat mutta kun myös joka niin kuin sen mukaan olla tai vain"
        " ole jo sekä hänen vuonna sitä siitä mitä nyt jos tämä voi sitten ne minä tämän kanssa"
        " ennen jälkeen vielä"
    ),
    "et": (
        "ja on ei see et ta oli kui aga ka mis oma kes siis ning või veel nii tema selle seda"
        " nagu pole olid välja juba üle pärast mida ainult kuid sest nende üks saab tuleb meie ma"
    ),
    "lv": (
        "un ir uz ar no par ka tas kas bet arī pie vai to tā lai viņš kā jau nav bija ko viņa"
        " gan pēc tiek būs tikai ļoti ja var šo līdz kur savu pirms šis mums kuri tomēr"
    ),
    "lt": (
        "ir į kad su tai yra iš bet kaip ne jis apie buvo už tik ar prie nuo dar jau per jo pat"
        " po kuris taip labai kai gali šį savo dėl jos mes iki arba kurie metų nėra jie"
    ),
    "cs": (
        "a se v na je že s z do o i to jako by za pro ale po jsem si jsou tak který jeho není co"
        " už byl která od nebo při jen až ve také kteří podle když ze před má být jsme bylo mezi"
        " jejich"
    ),
    "sk": (
        "a sa v na je že s z do o aj to ako by za pre ale po som si sú tak ktorý jeho nie čo už"
        " bol ktorá od alebo pri len až vo tiež ktorí podľa keď zo pred má byť sme bolo medzi ich"
    ),
    "sl": (
        "in je v na se da za so ki z s pa ne tudi po bi kot ali od bil pri to še le do ga sem"
        " kar ni več ko bo smo lahko med samo iz zelo če bilo njegov kako zaradi pred"
    ),
    "hr": (
        "i je u na se da za su koji s od kao a ne o što bi ili po iz to sam ali nije bio do kako"
        " će biti samo već još koja pri te mi ima jer više nakon tijekom kod prije koje bilo"
        " također"
    ),
    "hu": (
        "a az és hogy nem is egy ez van volt de csak meg már ki még mint el azt ha majd vagy"
        " lehet minden kell után nagyon arra sem olyan nincs ezt aki volna mert úgy amely között"
        " szerint lesz"
    ),
    "ro": (
        "și în de la cu pe că nu o este din un a care se pentru mai ce sau fost ca sunt prin dar"
        " după către lui al ai fi această acest său le ei au fără până foarte când putea numai şi"
    ),
    "tr": (
        "ve bir bu için da de ile çok daha ne gibi olarak o kadar en var olan sonra ama ise ya"
        " her değil oldu mi diye ki ben kendi onun sadece yok hiç nasıl olduğunu göre ancak şey"
        " tarafından"
    ),
    "az": (
        "və bir bu üçün da də ilə çox daha nə kimi olaraq o qədər ən var olan sonra amma isə ya"
        " hər deyil oldu onun yox necə görə tərəfindən edir olub həm ki idi"
    ),
    "id": (
        "yang dan di dari untuk dengan ini itu tidak pada dalam akan adalah ke juga karena ada"
        " oleh sudah bisa saya mereka kami telah atau seperti bahwa lebih saat dia menjadi orang"
        " hanya namun kata tersebut"
    ),
    "ms": (
        "yang dan di dari untuk dengan ini itu tidak pada dalam akan adalah ke juga kerana ada"
        " oleh sudah boleh saya mereka kami telah atau seperti bahawa lebih beliau menjadi orang"
        " hanya namun kata tersebut ialah"
    ),
    "tl": (
        "ang ng sa na mga at ay ito para ni hindi si kung siya ko mo niya ka may rin pa kanyang"
        " naman nang ako lang din mula isang pero kaya wala kay dahil noong nila"
    ),
    "vi": (
        "và của là có không được cho một trong người các những với đã để này khi từ đến cũng ra"
        " về như nhiều vào tôi nhưng ở sẽ trên năm rất phải làm sau thì đó lại bị"
    ),
    "ca": (
        "el els i les una que del per amb la de en un és no al com més però va seva ha aquesta"
        " són dels aquest també ser molt fins quan entre sobre seu es als pel sense ni hi o tot"
        " perquè des"
    ),
    "gl": (
        "o os e as unha que do da por con para súa ao á como máis pero foi ten esta de en un é"
        " non no na se este sobre entre cando moi sen tamén ata hai onde desde todo porque era"
        " son dous ser está dos das"
    ),
    "eu": (
        "eta da ez bat ere du dira izan egin dute zen baina dela hori bere beste den baino"
        " gehiago horrek zuen diren nahi oso arte egiten duen zituen berri izango dago hau"
    ),
    "ga": (
        "an na agus i ar le is a go do sé bhí tá ag nach sin air gur mar seo ach bheith siad sí"
        " leis ó den níl nuair faoi chun níos sa raibh féin"
    ),
    "cy": (
        "y yn a i ar yr o mae wedi ei am gan bod ac fod fel eu nid hyn oedd ond sydd hefyd roedd"
        " bydd mewn iawn gyda eich mwy rhaid ydy gael wrth"
    ),
    "mt": (
        "li ta il fil tal u ma minn biex dan din hija huwa kien għal mill kienet bħal iżda dwar"
        " wara dawn hemm kull aktar mhux fuq jew dak"
    ),
    "sq": (
        "të e në dhe i për me një që nga është më si nuk ka do ishte kjo ky por se kanë edhe u"
        " janë këtë mund pas kur kishte pa shumë"
    ),
    "sw": (
        "na ya wa kwa ni katika la za kuwa cha hii yake kama huo lakini hiyo alisema pia watu"
        " sana baada hivyo wao wake ili hata kutoka bila mimi"
    ),
    "af": (
        "die en van is nie het in 'n dat op vir wat met sy aan om te hy by as sal deur ook was"
        " maar word kan toe hulle ons nog na oor uit daar moet"
    ),
    "eo": (
        "la kaj de en estas ke ne al por kun li ĝi mi sed el oni estis ili pri unu ankaŭ pli sia"
        " kiu ĉi tiu kiel dum post aŭ nur tio ĉar"
    ),
    "ru": (
        "и в не на что с как это по но из у за от так для же его он был о все она было только мы"
        " они бы то который к также уже или мне когда еще ещё если быть"
    ),
    "uk": (
        "і в не на що з як це та до у за від так для його він був про але ще вона було тільки ми"
        " вони би який також вже або коли якщо бути є й під із цього"
    ),
    "be": (
        "і ў не на што з як гэта да у за ад так для яго ён быў пра але яшчэ яна было толькі мы"
        " яны бы які таксама ўжо або калі быць ёсць гэтага"
    ),
    "bg": (
        "и в не на че с как това по но от за да се са е той беше като ще бъде тя само към ли"
        " след което които който има при няма между сме може"
    ),
    "sr": (
        "и је у на се да за су који с од као а не о што би или по из то сам али није био до како"
        " ће бити само већ још која ти ми има јер више након код"
    ),
    "mk": (
        "и е во на се да за со од како што не тоа но или по ќе беше само кој која ја го ги има"
        " може сите меѓу уште каде бил"
    ),
    "kk": (
        "және бір бұл үшін деп мен да де болып осы бар емес еді ол керек сол туралы қазақ кейін"
        " жоқ дейді болған бойынша"
    ),
    "fa": (
        "و در به از که این را با است برای آن یک خود تا بر هم نیز می شود کرد شده شد ها بود او ما"
        " اما های دارد باید اگر"
    ),
    "ar": (
        "في من على أن إلى التي عن مع هذا كان الذي لا ما هذه بعد كما بين قد لم كل ذلك أو هو وقد"
        " حيث خلال ولا أي لها به وهو"
    ),
    "ur": (
        "کے میں کی ہے اور سے کا کو اس نے پر کہ ہیں یہ بھی کر تھا ایک تو وہ ان نہیں جو لیے گیا ہو"
        " ہوئے"
    ),
    "hi": (
        "के में की है और से का को इस ने पर कि हैं यह भी कर था एक तो वह उन नहीं जो लिए गया हो हुए"
    ),
    "mr": (
        "आणि आहे या ते हे की मध्ये त्या होते तर आहेत झाली नाही करून असे त्यांच्या मी होता म्हणून"
        " केली"
    ),
    "ne": (
        "र छ को मा हो पनि यो गर्न भने लागि छन् भएको गरेको तर एक नेपाल थियो उनले गर्ने यस"
    ),
    "he": (
        "של את על לא הוא עם זה כי היא גם או אם היה מה כל יותר רק אני אבל בין אך לאחר הם יש אין"
    ),
    "yi": (
        "און די פֿון אין איז דער צו אַ מיט האָט דאָס נישט אויף זיך פאר וואָס"
    ),
}  # fmt: skip

# What typesetters put where no text is yet, and plain Latin with it, is no language of an article.
PLACEHOLDER = (
    "lorem ipsum dolor sit amet consectetur consetetur adipiscing adipisicing elit sed do"
    " eiusmod tempor incididunt ut labore et dolore magna aliqua enim ad minim veniam quis"
    " nostrud exercitation ullamco laboris nisi aliquip ex ea commodo consequat duis aute irure"
    " in reprehenderit voluptate velit esse cillum eu fugiat nulla pariatur excepteur sint"
    " occaecat cupidatat non proident sunt culpa qui officia deserunt mollit anim id est laborum"
    " sadipscing diam nonumy eirmod invidunt aliquyam erat voluptua at vero eos accusam justo duo"
    " dolores rebum stet clita kasd gubergren no sea takimata sanctus vel pellentesque ac"
    " vestibulum mauris quam nec per tincidunt"
)

# Scripts by ranges of characters, the languages they write, and the one to name alone.
SCRIPTS = {
    "kana": ("\u3040-\u30ff", "ja"), "hangul": ("\uac00-\ud7af\u1100-\u11ff", "ko"),
    "han": ("\u3400-\u9fff", "zh"), "thai": ("\u0e00-\u0e7f", "th"), "lao": ("\u0e80-\u0eff", "lo"),
    "greek": ("\u0370-\u03ff\u1f00-\u1fff", "el"), "georgian": ("\u10a0-\u10ff", "ka"),
    "armenian": ("\u0530-\u058f", "hy"), "ethiopic": ("\u1200-\u137f", "am"),
    "khmer": ("\u1780-\u17ff", "km"), "burmese": ("\u1000-\u109f", "my"),
    "bengali": ("\u0980-\u09ff", "bn"), "gurmukhi": ("\u0a00-\u0a7f", "pa"),
    "gujarati": ("\u0a80-\u0aff", "gu"), "tamil": ("\u0b80-\u0bff", "ta"),
    "telugu": ("\u0c00-\u0c7f", "te"), "kannada": ("\u0c80-\u0cff", "kn"),
    "malayalam": ("\u0d00-\u0d7f", "ml"), "sinhala": ("\u0d80-\u0dff", "si"),
    "tibetan": ("\u0f00-\u0fff", "bo"), "devanagari": ("\u0900-\u097f", ""),
    "cyrillic": ("\u0400-\u04ff", ""), "arabic": ("\u0600-\u06ff", ""),
    "hebrew": ("\u0590-\u05ff", ""),
    "latin": ("a-zA-Z\u00c0-\u024f\u1e00-\u1eff", ""),
}  # fmt: skip
