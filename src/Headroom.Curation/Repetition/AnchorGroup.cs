namespace Headroom.Curation.Repetition;

/// <summary>
/// Finds the repeated windows among those with equal anchors, comparing their bytes. Belongs to one thread.
/// </summary>
internal sealed class AnchorGroup
{
    // From so many different surroundings on, comparing each with each takes longer than comparing their windows.
    private const int PairsMax = 24;

    private readonly CorpusTexts _texts;
    private readonly int _window;
    private readonly bool _sparesFirst;
    private readonly Surroundings _around;
    private readonly SharedWindows _shared;
    private readonly List<TextRange> _found;
    private readonly List<bool> _isFound = [];

    /// <param name="texts">The corpus.</param>
    /// <param name="window">Bytes of a window.</param>
    /// <param name="sparesFirst">Whether the first of equal windows is none of the repeated ones.</param>
    /// <param name="found">Takes what is repeated.</param>
    public AnchorGroup(CorpusTexts texts, int window, bool sparesFirst, List<TextRange> found)
    {
        _texts = texts;
        _window = window;
        _sparesFirst = sparesFirst;
        _found = found;
        _around = new Surroundings(texts, window);
        _shared = new SharedWindows(_around, window, sparesFirst);
    }

    /// <summary>Finds what is repeated around equal anchors, which come by position.</summary>
    public void Find(ReadOnlySpan<Anchor> anchors)
    {
        Load(anchors);
        if (_around.Count > PairsMax) _shared.Find(_found);
        else ComparePairs();
    }

    private void Load(ReadOnlySpan<Anchor> anchors)
    {
        _around.Clear();
        _isFound.Clear();
        var text = new TextRange(0, 0);
        foreach (var anchor in anchors)
        {
            if (anchor.Position >= text.End) text = _texts[_texts.At(anchor.Position)];

            var (number, isKnown) = _around.Add(anchor.Position, text);
            if (!isKnown)
            {
                _isFound.Add(false);
                continue;
            }

            var whole = _around.Whole(number);
            var left = anchor.Position - _around.Left(number);
            _found.Add(new TextRange(left, left + (whole.End - whole.Start)));
            if (_sparesFirst || _isFound[number]) continue;

            _found.Add(whole);
            _isFound[number] = true;
        }
    }

    private void ComparePairs()
    {
        for (var later = 1; later < _around.Count; later++)
        {
            for (var earlier = 0; earlier < later; earlier++)
            {
                var (before, from) = _around.Agreement(earlier, later);
                if (before + from < _window) continue;

                Tell(later, before, from);
                if (!_sparesFirst) Tell(earlier, before, from);
            }
        }
    }

    private void Tell(int number, int before, int from)
    {
        var anchor = _around.Whole(number).Start + _around.Left(number);
        _found.Add(new TextRange(anchor - before, anchor + from));
    }
}
