namespace Headroom.Curation.Text;

/// <summary>Words are what white space parts, as the papers count them; sentences are Punkt's.</summary>
internal sealed class WhitespaceWords : IWordBreaker
{
    public void Break(ReadOnlySpan<byte> text, WordList words)
    {
        var start = 0;
        var characters = 0;
        var kinds = CharacterKinds.None;
        for (var index = 0; index < text.Length;)
        {
            var at = index;
            var kind = Characters.Of(Utf8.Next(text, ref index));
            if ((kind & CharacterKinds.Space) == 0)
            {
                kinds |= kind;
                characters++;
                continue;
            }

            if (at > start) words.Add(text[start..at], characters, kinds);
            start = index;
            characters = 0;
            kinds = CharacterKinds.None;
        }

        if (start < text.Length) words.Add(text[start..], characters, kinds);
    }

    public int SentencesIn(ReadOnlySpan<byte> line) => PunktSentences.CountIn(line);
}
