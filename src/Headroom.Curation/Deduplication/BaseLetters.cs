namespace Headroom.Curation.Deduplication;

/// <summary>
/// Small letters without the marks above and below them: the canonical decomposition of Unicode without its non-spacing
/// marks. A table of our own, because the runtime is set to know no cultures and leaves normal forms alone.
/// </summary>
internal static class BaseLetters
{
    // Each letter, and the one that it is without marks. The first one is a capital that has no small letter of its
    // own.
    private const string Pairs =
        "İi" +
        "àaáaâaãaäaåaçcèeéeêeëeìiíiîiïiñnòoóoôoõoöoùuúuûuüuýyÿyāaăaąaćcĉcċcčcďdēeĕeėeęeěeĝgğgġgģgĥhĩiīiĭi" +
        "įiĵjķkĺlļlľlńnņnňnōoŏoőoŕrŗrřrśsŝsşsšsţtťtũuūuŭuůuűuųuŵwŷyźzżzžzơoưuǎaǐiǒoǔuǖuǘuǚuǜuǟaǡaǣæǧgǩkǫo" +
        "ǭoǯʒǰjǵgǹnǻaǽæǿøȁaȃaȅeȇeȉiȋiȍoȏoȑrȓrȕuȗușsțtȟhȧaȩeȫoȭoȯoȱoȳyʹʹ;;΅¨··ΐιάαέεήηίιΰυϊιϋυόούυώωϓϒϔϒйи" +
        "ѐеёеѓгїіќкѝиўуѷѵӂжӑаӓаӗеӛәӝжӟзӣиӥиӧоӫөӭэӯуӱуӳуӵчӹыآاأاؤوإائيۀەۂہۓےऩनऱरऴळक़कख़खग़गज़जड़डढ़ढफ़फय़यড়ডঢ়ঢয়যਲ਼ਲ" +
        "ਸ਼ਸਖ਼ਖਗ਼ਗਜ਼ਜਫ਼ਫ\u0B48\u0B47ଡ଼ଡଢ଼ଢ\u0CC0\u0CD5\u0CC7\u0CD5\u0CC8\u0CD6\u0CCA\u0CC2\u0DDA\u0DD9གྷགཌྷཌདྷདབྷབཛྷཛཀྵཀဦဥ\u1B3B\u1B35\u1B3D\u1B35\u1B43\u1B35ḁaḃbḅbḇbḉcḋdḍdḏdḑdḓdḕeḗeḙeḛeḝeḟfḡgḣhḥhḧhḩhḫhḭiḯiḱk" +
        "ḳkḵkḷlḹlḻlḽlḿmṁmṃmṅnṇnṉnṋnṍoṏoṑoṓoṕpṗpṙrṛrṝrṟrṡsṣsṥsṧsṩsṫtṭtṯtṱtṳuṵuṷuṹuṻuṽvṿvẁwẃwẅwẇwẉwẋxẍxẏyẑz" +
        "ẓzẕzẖhẗtẘwẙyẛſạaảaấaầaẩaẫaậaắaằaẳaẵaặaẹeẻeẽeếeềeểeễeệeỉiịiọoỏoốoồoổoỗoộoớoờoởoỡoợoụuủuứuừuửuữuựu" +
        "ỳyỵyỷyỹyἀαἁαἂαἃαἄαἅαἆαἇαἐεἑεἒεἓεἔεἕεἠηἡηἢηἣηἤηἥηἦηἧηἰιἱιἲιἳιἴιἵιἶιἷιὀοὁοὂοὃοὄοὅοὐυὑυὒυὓυὔυὕυὖυὗυ" +
        "ὠωὡωὢωὣωὤωὥωὦωὧωὰαάαὲεέεὴηήηὶιίιὸοόοὺυύυὼωώωᾀαᾁαᾂαᾃαᾄαᾅαᾆαᾇαᾐηᾑηᾒηᾓηᾔηᾕηᾖηᾗηᾠωᾡωᾢωᾣωᾤωᾥωᾦωᾧωᾰαᾱα" +
        "ᾲαᾳαᾴαᾶαᾷαιι῁¨ῂηῃηῄηῆηῇη῍᾿῎᾿῏᾿ῐιῑιῒιΐιῖιῗι῝῾῞῾῟῾ῠυῡυῢυΰυῤρῥρῦυῧυ῭¨΅¨``ῲωῳωῴωῶωῷω´´\u2000\u2002\u2001\u2003↚←↛→↮↔⇍⇐⇎⇔" +
        "⇏⇒∄∃∉∈∌∋∤∣∦∥≁∼≄≃≇≅≉≈≠=≢≡≭≍≮<≯>≰≤≱≥≴≲≵≳≸≶≹≷⊀≺⊁≻⊄⊂⊅⊃⊈⊆⊉⊇⊬⊢⊭⊨⊮⊩⊯⊫⋠≼⋡≽⋢⊑⋣⊒⋪⊲⋫⊳⋬⊴⋭⊵〈〈〉〉⫝̸⫝がかぎきぐくげけごこざさ" +
        "じしずすぜせぞそだたぢちづつでてどとばはぱはびひぴひぶふぷふべへぺへぼほぽほゔうゞゝガカギキグクゲケゴコザサジシズスゼセゾソダタヂチヅツデテドトバハパハビヒピヒブフプフベヘペヘボホポホヴウヷワ" +
        "ヸヰヹヱヺヲヾヽיִיײַײשׁששׂששּׁששּׂשאַאאָאאּאבּבגּגדּדהּהוּוזּזטּטיּיךּךכּכלּלמּמנּנסּסףּףפּפצּצקּקרּרשּשתּתוֹובֿבכֿכפֿפ";

    private static readonly char[] Bases = Build();

    /// <summary>The letter without marks; itself when it has none.</summary>
    public static char Of(char letter) => Bases[letter];

    private static char[] Build()
    {
        var bases = new char[char.MaxValue + 1];
        for (var code = 0; code < bases.Length; code++) bases[code] = (char)code;
        for (var index = 0; index < Pairs.Length; index += 2) bases[Pairs[index]] = Pairs[index + 1];
        return bases;
    }
}
