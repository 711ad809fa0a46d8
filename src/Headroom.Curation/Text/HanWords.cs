namespace Headroom.Curation.Text;

/// <summary>
/// Every Han character is a word; everything else is parted by white space and by Han characters. Marks of Chinese
/// count as words of their own, and 。！？ end sentences besides Punkt's.
/// </summary>
internal sealed class HanWords : IWordBreaker
{
    public void Break(ReadOnlySpan<byte> text, WordList words)
    {
        var start = 0;
        var characters = 0;
        var kinds = CharacterKinds.None;
        for (var index = 0; index < text.Length;)
        {
            var at = index;
            var code = Utf8.Next(text, ref index);
            var kind = Characters.Of(code);
            var isAlone = (kind & CharacterKinds.Han) != 0 || (code >= 128 && (kind & CharacterKinds.Punctuation) != 0);
            if (!isAlone && (kind & CharacterKinds.Space) == 0)
            {
                kinds |= kind;
                characters++;
                continue;
            }

            if (at > start) words.Add(text[start..at], characters, kinds);
            if (isAlone) words.Add(text[at..index], 1, kind);
            start = index;
            characters = 0;
            kinds = CharacterKinds.None;
        }

        if (start < text.Length) words.Add(text[start..], characters, kinds);
    }

    public int SentencesIn(ReadOnlySpan<byte> line)
    {
        var ends = 0;
        var isOpen = false;
        for (var index = 0; index < line.Length;)
        {
            var isEnd = Utf8.Next(line, ref index) is '。' or '！' or '？' or '；';
            if (isEnd && isOpen) ends++;
            isOpen = !isEnd && (isOpen || line[index - 1] > ' ');
        }

        return Math.Max(PunktSentences.CountIn(line), ends + (isOpen ? 1 : 0));
    }
}
