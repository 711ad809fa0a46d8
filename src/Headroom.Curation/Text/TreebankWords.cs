namespace Headroom.Curation.Text;

/// <summary>
/// Words as NLTK's <c>word_tokenize</c> cuts them: sentences by Punkt, then the rules of the Penn Treebank. Most pieces
/// between white space are a word as they stand, or words and marks that one look parts; few go through all rules.
/// </summary>
internal sealed class TreebankWords : IWordBreaker
{
    private static readonly Traits[] Table = BuildTable();

    private readonly TreebankRules _rules = new();

    [Flags]
    private enum Traits : byte
    {
        None = 0,
        Letter = (byte)CharacterKinds.Letter,
        NotSymbol = (byte)CharacterKinds.NotSymbol,
        Space = (byte)CharacterKinds.Space,

        // A mark that some rule parts from words, or behind which a contraction may stand.
        Mark = 8,
        Dot = 16,
        Apostrophe = 32,

        // Not ASCII: it may be white space, a quotation mark or a letter.
        Beyond = 64,
    }

    /// <summary>Whether every piece goes through all rules, which is slow and gives the same words.</summary>
    internal bool UsesRulesAlone { get; init; }

    public void Break(ReadOnlySpan<byte> text, WordList words)
    {
        for (var sentences = new PunktSentences(text); sentences.MoveNext();)
            BreakSentence(text[sentences.Start..sentences.End], words);
    }

    public int SentencesIn(ReadOnlySpan<byte> line) => PunktSentences.CountIn(line);

    private void BreakSentence(ReadOnlySpan<byte> sentence, WordList words)
    {
        var finalStop = FinalStop(sentence);
        for (var index = 0; index < sentence.Length;)
        {
            var traits = Table[sentence[index]];
            if ((traits & Traits.Space) != 0)
            {
                index++;
                continue;
            }

            var start = index;
            for (index++; index < sentence.Length; index++)
            {
                var next = Table[sentence[index]];
                if ((next & Traits.Space) != 0) break;
                traits |= next;
            }

            // A word as it stands; nothing in it that a rule looks at.
            if ((traits & ~(Traits.Letter | Traits.NotSymbol)) == 0 && !Contractions.IsOne(sentence[start..index])
                && !UsesRulesAlone)
            {
                words.Add(sentence[start..index], index - start, (CharacterKinds)(byte)traits);
                continue;
            }

            BreakPiece(new Piece(sentence, start, index, finalStop), traits, words);
        }
    }

    private void BreakPiece(in Piece piece, Traits traits, WordList words)
    {
        var bytes = piece.Bytes;
        if (UsesRulesAlone || ((traits & Traits.Apostrophe) != 0 && !TreebankMarks.HasOnlyClitics(bytes))
            || ((traits & Traits.Beyond) != 0 && TreebankRules.HasSpecial(bytes))
            || TreebankMarks.NeedsRules(bytes))
        {
            _rules.Break(piece, words);
            return;
        }

        TreebankMarks.Break(piece, words);
    }

    // The full stop before the end of a sentence and closing marks is a word of its own; -1 when there is none.
    private static int FinalStop(ReadOnlySpan<byte> sentence)
    {
        var end = Utf8.TrimEnd(sentence).Length;
        while (end > 0)
        {
            var code = Utf8.Last(sentence, end, out var start);
            if (code is not (']' or ')' or '}' or '>' or '"' or '\'' or '»' or '”' or '’' or ' ')) break;
            end = start;
        }

        return end > 1 && sentence[end - 1] == '.' && sentence[end - 2] != '.' ? end - 1 : -1;
    }

    private static Traits[] BuildTable()
    {
        var table = new Traits[256];
        for (var code = 0; code < 128; code++)
        {
            var kinds = Characters.Of(code);
            const CharacterKinds Same = CharacterKinds.Letter | CharacterKinds.NotSymbol | CharacterKinds.Space;
            table[code] = (Traits)(byte)(kinds & Same);
            if (!Characters.IsWord(code) && (kinds & CharacterKinds.Space) == 0) table[code] |= Traits.Mark;
        }

        table['.'] = Traits.Dot;
        table['\''] = Traits.Apostrophe;
        table.AsSpan(128).Fill(Traits.Beyond);
        return table;
    }
}

/// <summary>What stands between white space in a sentence.</summary>
internal readonly ref struct Piece(ReadOnlySpan<byte> sentence, int start, int end, int finalStop)
{
    /// <summary>The sentence around it.</summary>
    public ReadOnlySpan<byte> Sentence { get; } = sentence;

    /// <summary>Its first byte in the sentence.</summary>
    public int Start { get; } = start;

    /// <summary>The byte behind it.</summary>
    public int End { get; } = end;

    /// <summary>Where the sentence has its final full stop; -1 when it has none.</summary>
    public int FinalStop { get; } = finalStop;

    /// <summary>Whether that full stop is in it.</summary>
    public bool HasFinalStop => FinalStop >= Start && FinalStop < End;

    /// <summary>Its bytes.</summary>
    public ReadOnlySpan<byte> Bytes => Sentence[Start..End];
}
