using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Headroom.Curation.Languages;

/// <summary>Tells the language of texts, in one pass over their bytes. Belongs to one thread.</summary>
/// <param name="model">What languages look like.</param>
public sealed class LanguageIdentifier(LanguageModel model)
{
    // So many steps of at most 7 fit into 16 bits.
    private const int RowsMax = 4096;

    private readonly LanguageGrams _grams = new();
    private readonly Script?[] _scripts = [.. model.Languages.Select(LetterTable.ScriptOf)];
    private readonly int[] _sums = new int[LanguageModel.LanguagesMax];

    /// <summary>The language of a text.</summary>
    /// <param name="text">The text, in valid UTF-8.</param>
    public LanguageGuess Guess(ReadOnlySpan<byte> text)
    {
        Array.Clear(_sums);
        _grams.Begin();
        var count = 0L;
        for (var index = 0; index < text.Length;)
        {
            var rows = _grams.Next(text, ref index);
            count += rows.Length;
            for (; rows.Length > RowsMax; rows = rows[RowsMax..]) Add(rows[..RowsMax]);
            Add(rows);
        }

        return _grams.MainScript is Script.None or Script.Foreign ? LanguageGuess.None : Best(count);
    }

    private void Add(ReadOnlySpan<ushort> rows)
    {
        ref var weights = ref MemoryMarshal.GetArrayDataReference(model.Weights);
        var low = Vector256<short>.Zero;
        var high = Vector256<short>.Zero;
        foreach (var row in rows)
        {
            var steps = Vector256.LoadUnsafe(ref weights, (nuint)(row * LanguageModel.LanguagesMax));
            low += Vector256.WidenLower(steps);
            high += Vector256.WidenUpper(steps);
        }

        for (var language = 0; language < 16; language++)
        {
            _sums[language] += low[language];
            _sums[language + 16] += high[language];
        }
    }

    // Of the languages that are written in the script of the text alone: letters that no training saw say nothing.
    private LanguageGuess Best(long count)
    {
        var script = _grams.MainScript;
        var best = -1;
        for (var language = 0; language < _scripts.Length; language++)
        {
            if ((_scripts[language] ?? script) == script && (best < 0 || _sums[language] > _sums[best]))
                best = language;
        }

        if (best < 0) return LanguageGuess.None;

        var all = 0.0;
        for (var language = 0; language < _scripts.Length; language++)
        {
            if ((_scripts[language] ?? script) == script)
                all += Math.Exp((_sums[language] - _sums[best]) * model.Scale / count);
        }

        return new LanguageGuess(model.Languages[best], 1 / all);
    }
}
