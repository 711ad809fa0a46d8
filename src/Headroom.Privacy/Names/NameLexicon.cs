using System.Text;

namespace Headroom.Privacy.Names;

/// <summary>
/// Dictionaries that come with the program: names, places, streets and common words, English and Chinese.
/// </summary>
internal sealed class NameLexicon
{
    private const int FirstHan = 0x4E00;
    private const int HanCount = 0x9FA6 - FirstHan;

    private readonly WordTable _latin = new(1 << 18);
    private readonly WordTable _pairs = new(1 << 17);
    private readonly byte[] _han = new byte[HanCount];

    private NameLexicon(bool hasRareWords)
    {
        AddLatin("given.txt", WordClasses.Given);
        AddLatin("family.txt", WordClasses.Family);
        AddLatin("pinyin.txt", WordClasses.Family);
        AddLatin("places.txt", WordClasses.Place);
        AddLatin("words.txt", WordClasses.Common);
        foreach (var word in Streets)
            _latin.Add(NameTokens.HashOf(Encoding.UTF8.GetBytes(word)), (byte)WordClasses.Street);
        AddHan("han-family.txt", HanClasses.Family, HanClasses.CompoundFamily);
        AddHan("han-given.txt", HanClasses.Given, HanClasses.GivenPair);
        AddHan("han-words.txt", HanClasses.None, HanClasses.Word);
        if (hasRareWords) AddHan("han-rare-words.txt", HanClasses.None, HanClasses.Word);
        AddHan("han-places.txt", HanClasses.None, HanClasses.Place);
    }

    /// <summary>Words that stand in streets and addresses of many countries, in small letters.</summary>
    public static IReadOnlyList<string> Streets { get; } =
    [
        .. ("street st avenue ave road rd drive dr lane ln boulevard blvd court ct way place pl square sq terrace parkway "
            + "pkwy circle cir trail highway hwy alley crescent close apt apartment suite ste unit floor box po p.o psc apo "
            + "fpo building bldg room flat rue via calle rua ulica ul strada platz straße strasse weg allee utca út tér "
            + "gatan vägen gate gata veien vej straat laan plein corner chaussée quai impasse avenida plaza paseo carrera "
            + "piazza corso viale vicolo nám náměstí ulice aleja katu tie pass route rt pike mews hill").Split(' '),
    ];

    /// <summary>The dictionaries, read once.</summary>
    public static NameLexicon Shared { get; } = new(hasRareWords: true);

    /// <summary>
    /// The same without rare words. Training reads with these: what it learns of words is true of rare ones as well,
    /// and their characters would take the places of other features.
    /// </summary>
    public static NameLexicon OfTraining { get; } = new(hasRareWords: false);

    /// <summary>What is known of a word with this hash.</summary>
    public WordClasses Latin(uint hash) => (WordClasses)_latin.Find(hash);

    /// <summary>What is known of a character.</summary>
    public HanClasses Han(int code) => (uint)(code - FirstHan) < HanCount ? (HanClasses)_han[code - FirstHan] : 0;

    /// <summary>What is known of two characters side by side.</summary>
    public HanClasses Pair(int first, int second) => (HanClasses)_pairs.Find((uint)(first << 16 | second));

    /// <summary>Entries of a dictionary, in its order.</summary>
    public static IReadOnlyList<string> Read(string name)
    {
        using var stream = typeof(NameLexicon).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"the resource {name} is missing");
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n').Where(line => line.Length > 0 && line[0] != '#')];
    }

    // Parts of names such as "New York" as well, but not the small words in them.
    private void AddLatin(string name, WordClasses classes)
    {
        foreach (var word in Read(name).SelectMany(entry => entry.Split(' ')))
        {
            if (word.Length > 2 || classes == WordClasses.Common)
                _latin.Add(NameTokens.HashOf(Encoding.UTF8.GetBytes(word)), (byte)classes);
        }
    }

    // Longer words are known by the pairs in them.
    private void AddHan(string name, HanClasses one, HanClasses pair)
    {
        foreach (var word in Read(name))
        {
            if (word.Length == 1 && (uint)(word[0] - FirstHan) < HanCount) _han[word[0] - FirstHan] |= (byte)one;
            for (var index = 0; index + 1 < word.Length; index++)
                _pairs.Add((uint)(word[index] << 16 | word[index + 1]), (byte)pair);
        }
    }
}
