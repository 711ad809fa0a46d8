using System.Text;

namespace Headroom.Curation.Chinese;

/// <summary>Syllables of Mandarin in pinyin, with marks, digits or without tones.</summary>
internal static class Syllables
{
    private static readonly HashSet<string> All = Build();

    /// <summary>Whether a word is one syllable, or several written together.</summary>
    public static bool IsOne(string word)
    {
        var plain = Plain(word);
        return plain.Length > 0 && Parts(plain, 0);
    }

    private static bool Parts(string word, int start)
    {
        if (start == word.Length) return true;

        for (var length = Math.Min(6, word.Length - start); length > 0; length--)
        {
            if (All.Contains(word.Substring(start, length)) && Parts(word, start + length)) return true;
        }

        return false;
    }

    private static string Plain(string word)
    {
        var plain = new StringBuilder(word.Length);
        foreach (var one in word.ToLowerInvariant())
        {
            if (one is (>= '1' and <= '5') or (>= '\u0300' and <= '\u0308') or '\u030C') continue;

            plain.Append(one switch
            {
                'ā' or 'á' or 'ǎ' or 'à' or 'ɑ' => 'a',
                'ē' or 'é' or 'ě' or 'è' or 'ê' => 'e',
                'ī' or 'í' or 'ǐ' or 'ì' => 'i',
                'ō' or 'ó' or 'ǒ' or 'ò' => 'o',
                'ū' or 'ú' or 'ǔ' or 'ù' => 'u',
                'ü' or 'ǖ' or 'ǘ' or 'ǚ' or 'ǜ' => 'v',
                'ń' or 'ň' or 'ǹ' => 'n',
                'ḿ' => 'm',
                'ɡ' => 'g',
                _ => one,
            });
        }

        return plain.ToString();
    }

    private static HashSet<string> Build()
    {
        const string Finals = """
            b a ai an ang ao ei en eng i ian iao ie in ing o u
            p a ai an ang ao ei en eng i ian iao ie in ing o ou u
            m a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u
            f a an ang ei en eng o ou u
            d a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo
            t a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo
            n a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo v ve
            l a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan un uo v ve
            g a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
            k a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
            h a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
            j i ia ian iang iao ie in ing iong iu u uan ue un
            q i ia ian iang iao ie in ing iong iu u uan ue un
            x i ia ian iang iao ie in ing iong iu u uan ue un
            zh a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo
            ch a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo
            sh a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo
            r an ang ao e en eng i ong ou u ua uan ui un uo
            z a ai an ang ao e ei en eng i ong ou u uan ui un uo
            c a ai an ang ao e en eng i ong ou u uan ui un uo
            s a ai an ang ao e en eng i ong ou u uan ui un uo
            y a an ang ao e i in ing o ong ou u uan ue un
            w a ai an ang ei en eng o u
            """;
        var all = new HashSet<string> { "a", "ai", "an", "ang", "ao", "e", "ei", "en", "eng", "er", "o", "ou" };
        foreach (var line in Finals.Split('\n'))
        {
            var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            foreach (var final in parts[1..]) all.Add(parts[0] + final);
        }

        return all;
    }
}
