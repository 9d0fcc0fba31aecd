from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressday.extract.describe.language import guess_language, normalise_tag, settle_language

SAMPLES = {
    "en": (
        "The presses were quiet when she came in, but the ink was still wet and they had not "
        "left the hall."
    ),
    "de": (
        "Als sie am Morgen in die Halle kam, war das Papier noch nicht da, aber die Maschine "
        "lief und der Meister sah auf die Uhr."
    ),
    "fr": (
        "Quand elle est entrée dans la salle, les machines étaient encore chaudes et le "
        "papier n'était pas arrivé pour la nuit."
    ),
    "es": (
        "Cuando ella entró en la sala, las máquinas todavía no estaban listas y el papel que "
        "había pedido no era para la noche."
    ),
    "it": (
        "Quando è arrivata nella sala, la macchina non era ancora pronta e gli operai che "
        "aspettavano sono andati con il camion alla stazione."
    ),
    "pt": (
        "Quando ela chegou à sala, as máquinas ainda não estavam prontas e o papel que foi "
        "pedido não era para os jornais da noite."
    ),
    "nl": (
        "Toen ze de zaal binnenkwam was het papier er nog niet, maar de machine liep en de "
        "meester keek naar zijn horloge dat op tafel lag."
    ),
    "pl": (
        "Kiedy weszła do hali, papieru jeszcze nie było, ale maszyna już pracowała i nie "
        "wiadomo, czy to wszystko będzie gotowe na rano."
    ),
    "sv": (
        "När hon kom in i hallen var papperet inte där, men maskinen gick och det var bara en "
        "timme kvar till att bilarna skulle köra från gården."
    ),
    "da": (
        "Da hun kom ind i hallen, var papiret ikke kommet endnu, men maskinen kørte, og der "
        "var kun en time til at bilerne skulle køre ud af gården, blev der sagt."
    ),
    "nb": (
        "Da hun kom inn i hallen var papiret ikke kommet ennå, men maskinen gikk, og det var "
        "bare en time til bilene skulle kjøre ut fra gården etter det hun hadde hørt."
    ),
    "fi": (
        "Kun hän tuli saliin, paperi ei ollut vielä siellä, mutta kone kävi ja mestari katsoi "
        "kelloa, sillä lehti oli jo myöhässä ja se oli myös pian pois."
    ),
    "et": (
        "Kui ta saali tuli, ei olnud paber veel kohal, aga masin käis ja meister vaatas "
        "kella, sest leht oli juba hiljaks jäänud ning see oli ka kõik, mis oli."
    ),
    "lv": (
        "Kad viņa ienāca zālē, papīra vēl nebija, bet mašīna jau strādāja un meistars "
        "skatījās pulkstenī, jo avīze bija par vēlu un tas ir viss, kas ir."
    ),
    "lt": (
        "Kai ji įėjo į salę, popieriaus dar nebuvo, bet mašina jau dirbo ir meistras žiūrėjo "
        "į laikrodį, nes laikraštis buvo per vėlai ir tai yra viskas, kad jis."
    ),
    "cs": (
        "Když vešla do haly, papír tam ještě nebyl, ale stroj už běžel a mistr se díval na "
        "hodiny, protože noviny byly pozdě a to je vše, co se stalo, jak řekl."
    ),
    "sk": (
        "Keď vošla do haly, papier tam ešte nebol, ale stroj už bežal a majster sa díval na "
        "hodiny, pretože noviny boli neskoro a to je všetko, čo sa stalo, ako povedal aj on."
    ),
    "sl": (
        "Ko je prišla v dvorano, papirja še ni bilo, vendar je stroj že delal in mojster je "
        "gledal na uro, ker je bil časopis pozen, zato so se tudi drugi bali za delo."
    ),
    "hr": (
        "Kad je ušla u dvoranu, papira još nije bilo, ali stroj je već radio i majstor je "
        "gledao na sat, jer su novine kasnile, a to je sve što će se dogoditi kako kaže."
    ),
    "hu": (
        "Amikor belépett a terembe, a papír még nem volt ott, de a gép már ment, és a mester "
        "az órát nézte, mert az újság késett, és ez volt minden, hogy el ne menjen."
    ),
    "ro": (
        "Când a intrat în sală, hârtia nu era încă acolo, dar mașina mergea și meșterul se "
        "uita la ceas, pentru că ziarul era în întârziere și acest lucru a fost tot ce s-a "
        "spus."
    ),
    "tr": (
        "Salona girdiğinde kâğıt daha gelmemişti ama makine çalışıyordu ve usta saate "
        "bakıyordu, çünkü gazete çok geç kalmıştı ve bu da olan her şey değil gibi bir durum "
        "için vardı."
    ),
    "id": (
        "Ketika dia masuk ke ruangan itu, kertas belum ada, tetapi mesin sudah berjalan dan "
        "kepala cetak melihat jam karena koran ini terlambat dan tidak ada yang bisa "
        "dilakukan untuk itu."
    ),
    "vi": (
        "Khi cô ấy bước vào phòng, giấy vẫn chưa có, nhưng máy đã chạy và người thợ nhìn đồng "
        "hồ, vì tờ báo đã muộn và đó là một trong những điều không được phép."
    ),
    "ca": (
        "Quan ella va entrar a la sala, el paper encara no hi era, però la màquina anava i el "
        "mestre mirava el rellotge, perquè els diaris eren tard i això és tot amb aquesta "
        "història."
    ),
    "eu": (
        "Aretora sartu zenean, papera ez zen oraindik heldu, baina makina martxan zegoen eta "
        "maisuak erlojuari begiratu zion, egunkaria berandu zen eta hori da dena, ez dute "
        "besterik egin."
    ),
    "ga": (
        "Nuair a tháinig sí isteach sa halla, ní raibh an páipéar ann fós, ach bhí an "
        "t-inneall ag obair agus bhí an máistir ag féachaint ar an gclog, mar go raibh sé "
        "déanach leis na nuachtáin."
    ),
    "cy": (
        "Pan ddaeth hi i mewn i'r neuadd, nid oedd y papur wedi cyrraedd eto, ond roedd y "
        "peiriant yn gweithio ac roedd y meistr yn edrych ar y cloc, gan fod y papurau yn "
        "hwyr iawn."
    ),
    "sq": (
        "Kur ajo hyri në sallë, letra nuk ishte ende aty, por makina punonte dhe mjeshtri "
        "shikonte orën, sepse gazeta ishte me vonesë dhe kjo është gjithçka që do të ndodhte "
        "për të."
    ),
    "sw": (
        "Alipoingia katika ukumbi, karatasi haikuwa imefika, lakini mashine ilikuwa inafanya "
        "kazi na fundi wa kampuni alikuwa akiangalia saa kwa sababu gazeti la leo ni la baada "
        "ya watu hao kuwa na kazi."
    ),
    "af": (
        "Toe sy by die saal inkom, was die papier nog nie daar nie, maar die masjien het "
        "geloop en die meester het op sy horlosie gekyk, want die koerant was laat en dit is "
        "al wat hulle moet doen."
    ),
    "is": (
        "Þegar hún kom inn í salinn var pappírinn ekki kominn, en vélin gekk og meistarinn "
        "leit á klukkuna, því að blaðið var of seint og það er allt sem þeir hafa sagt um "
        "það."
    ),
    "ru": (
        "Когда она вошла в зал, бумаги ещё не было, но машина уже работала, и мастер смотрел "
        "на часы, потому что газета опаздывала, а это было всё, что он мог сказать."
    ),
    "uk": (
        "Коли вона увійшла до зали, паперу ще не було, але машина вже працювала, і майстер "
        "дивився на годинник, бо газета запізнювалася, а це було все, що він міг сказати про "
        "це."
    ),
    "bg": (
        "Когато тя влезе в залата, хартията още не беше там, но машината вече работеше и "
        "майсторът гледаше часовника, защото вестникът закъсняваше и това е всичко, което "
        "може да се каже."
    ),
    "sr": (
        "Када је ушла у дворану, папира још није било, али машина је већ радила и мајстор је "
        "гледао на сат, јер су новине касниле, а то је све што ће се догодити."
    ),
    "el": "Όταν μπήκε στην αίθουσα, το χαρτί δεν είχε έρθει ακόμα.",
    "ja": "彼女が部屋に入ったとき、紙はまだ届いていなかった。",
    "zh": "她走进大厅时，纸还没有到，但机器已经开动了。",
    "ko": "그녀가 들어왔을 때 종이는 아직 도착하지 않았다.",
    "th": "เมื่อเธอเข้ามาในห้อง กระดาษยังมาไม่ถึง",
    "ar": (
        "عندما دخلت إلى القاعة لم يكن الورق قد وصل بعد، ولكن هذا كان كل ما حدث في تلك الليلة "
        "التي قضتها مع العمال على الرصيف."
    ),
    "fa": (
        "وقتی او به سالن وارد شد کاغذ هنوز نرسیده بود، اما این دستگاه کار می کرد و استاد به "
        "ساعت نگاه کرد که از آن دیر شده است و باید برای شب را تمام شود."
    ),
    "ur": (
        "جب وہ ہال میں آئی تو کاغذ ابھی نہیں پہنچا تھا لیکن مشین چل رہی تھی اور استاد نے گھڑی "
        "کو دیکھا کہ اخبار کے لیے یہ وقت بہت دیر کا ہے۔"
    ),
    "he": (
        "כאשר היא נכנסה אל האולם הנייר עוד לא הגיע, אבל המכונה עבדה והאומן הסתכל על השעון, כי "
        "העיתון לא יצא בזמן וזה כל מה שהוא אמר על זה."
    ),
    "hi": (
        "जब वह कमरे में आई तो कागज़ अभी नहीं पहुँचा था, लेकिन मशीन चल रही थी और उस्ताद ने "
        "घड़ी को देखा कि अख़बार के लिए यह देर है और कुछ नहीं हो सकता।"
    ),
    "bn": "তিনি যখন ঘরে ঢুকলেন তখনও কাগজ আসেনি।",
    "ta": "அவள் அறைக்குள் வந்தபோது காகிதம் இன்னும் வரவில்லை.",
    "te": "ఆమె గదిలోకి వచ్చినప్పుడు కాగితం ఇంకా రాలేదు.",
    "ka": "როდესაც ის დარბაზში შევიდა, ქაღალდი ჯერ არ იყო მოსული.",
    "hy": "Երբ նա մտավ դահլիճ, թուղթը դեռ չէր եկել։",
    "am": "ወደ አዳራሹ ስትገባ ወረቀቱ ገና አልደረሰም ነበር።",
}


@pytest.mark.parametrize("language", SAMPLES)
def test_a_sentence_or_two_tell_their_language(language: str) -> None:
    assert guess_language(SAMPLES[language]) == language


PLACEHOLDER = (
    "Lorem ipsum dolor sit amet, consetetur sadipscing elitr, sed diam nonumy eirmod "
    "tempor invidunt ut "
    "labore et dolore magna aliquyam erat, sed diam voluptua. At vero eos et accusam "
    "et justo duo dolores. "
)


@pytest.mark.parametrize("text", ["", "Ana Lopez", "12 %", PLACEHOLDER, PLACEHOLDER * 20, "☃" * 90])
def test_nothing_is_said_of_names_numbers_and_placeholder_text(text: str) -> None:
    assert guess_language(text) == ""


def test_a_page_whose_text_is_plainly_in_another_language_is_not_believed() -> None:
    assert settle_language("en-US", SAMPLES["de"] * 4) == ("de", "guessed")
    assert settle_language("en", SAMPLES["ru"] * 4) == ("ru", "guessed")
    assert settle_language("en", SAMPLES["ja"] * 20) == ("ja", "guessed")


@pytest.mark.parametrize(
    ("declared", "text"),
    [
        ("de-CH", SAMPLES["de"] * 4),  # the region is kept
        ("en", SAMPLES["de"][:70]),  # too little to contradict
        ("en", PLACEHOLDER * 20),
        ("nn", SAMPLES["nb"] * 4),  # neighbours
        ("gsw", SAMPLES["de"] * 4),  # a language nobody listed here
        ("en", SAMPLES["en"] * 3 + SAMPLES["fr"] * 5),  # half quoted
        ("en", ""),
    ],
)
def test_a_declared_language_stands_where_the_evidence_is_thin(declared: str, text: str) -> None:
    assert settle_language(declared, text) == (declared, "declared")


@pytest.mark.parametrize(
    ("value", "tag"),
    [
        ("en_US", "en-US"),
        ("EN-gb", "en-GB"),
        ("zh-hans-cn", "zh-Hans-CN"),
        ("de", "de"),
        ("x", ""),
        ("en, fr", "en"),
        ("English", "en"),
        ("und", ""),
        ("zxx", ""),
        ("Klingon", ""),
        ("pt_BR.UTF-8", "pt-BR"),
        (" fr ", "fr"),
        ("French", "fr"),
        ("Deutsch", "de"),
        ("español", "es"),
        ("nederlands", "nl"),
    ],
)
def test_language_tags_have_one_form(value: str, tag: str) -> None:
    assert normalise_tag(value) == tag


@given(st.text(max_size=400))
def test_any_text_has_a_language_or_none(text: str) -> None:
    assert len(guess_language(text)) in (0, 2)
    assert settle_language("en", text)[1] in ("declared", "guessed")


def test_a_short_line_tells_its_language() -> None:
    assert guess_language("The press stood in the yard and was sold") == "en"
