using System.Text;
using System.Text.RegularExpressions;
using Headroom.Curation.Text;

namespace Headroom.Curation.Tests.Signals;

/// <summary>The signals as their definitions read, over strings, slow and plain.</summary>
internal sealed class PlainSignals(string text)
{
    // What Python takes for \w: unlike in .NET, marks of letters are none.
    private const string Word = @"[\p{L}\p{N}_]";
    private const string Border = $"(?:(?<={Word})(?!{Word})|(?<!{Word})(?={Word}))";
    private const string Marks = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    private readonly string[] _words = Words(text);
    private readonly string[] _tokens =
        [.. Regex.Matches(text, $@"{Word}+|[^\p{{L}}\p{{N}}_\s]+").Select(match => match.Value)];
    private readonly string[] _lines = [.. Regex.Matches(text, "[^\n]*\n|[^\n]+$").Select(match => match.Value)];

    public double Sentences => Regex.Count(text, Border + "[^.!?]+[.!?]*");

    public double WordCount => _words.Length;

    public double WordLength => _words.Average(Length);

    public double UniqueWords => (double)_words.Distinct().Count() / _words.Length;

    public double Entropy => _words.CountBy(word => word)
        .Sum(pair => -(double)pair.Value / _words.Length * Math.Log((double)pair.Value / _words.Length));

    public double CapitalWords => (double)_tokens.Count(
        token => token.Any(char.IsUpper) && !token.Any(char.IsLower)) / _tokens.Length;

    public double NoLetterWords => 1 - (double)_tokens.Count(token => token.Any(char.IsAsciiLetter)) / _tokens.Length;

    public double EllipsisLines => (double)_lines.Count(
        line => line.TrimEnd().EndsWith("...", StringComparison.Ordinal)
            || line.TrimEnd().EndsWith('…')) / _lines.Length;

    public double[] LineCapitals => [.. _lines.Select(line => (double)line.Count(char.IsUpper) / Length(line))];

    public double[] LineWords => [.. _lines.Select(line => (double)Words(line).Length)];

    public double TopGram(int length)
    {
        var grams = Grams(length);
        var top = grams.CountBy(gram => gram).Select(pair => pair.Value).DefaultIfEmpty(0).Max();
        if (top <= 1) return 0;

        var first = grams.First(gram => grams.Count(one => one == gram) == top);
        return (double)first.Split(' ').Sum(Length) * top / _words.Sum(Length);
    }

    public double RepeatedGrams(int length)
    {
        var grams = Grams(length);
        var isRepeated = new bool[_words.Length];
        for (var at = 0; at < grams.Length; at++)
        {
            if (grams.Count(gram => gram == grams[at]) > 1) isRepeated.AsSpan(at, length).Fill(true);
        }

        return (double)_words.Where((_, at) => isRepeated[at]).Sum(Length) / Math.Max(1, _words.Sum(Length));
    }

    private string[] Grams(int length) =>
    [
        .. Enumerable.Range(0, Math.Max(0, _words.Length - length + 1))
            .Select(at => string.Join(' ', _words[at..(at + length)])),
    ];

    private static string[] Words(string text)
    {
        var codes = new List<int>();
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value < 128 && Marks.Contains((char)rune.Value)) continue;
            NormalForms.Decompose(Rune.ToLowerInvariant(rune).Value, codes);
        }

        NormalForms.Order(codes);
        return string.Concat(codes.Select(code => new Rune(code).ToString()))
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }

    private static int Length(string text) => text.EnumerateRunes().Count();
}
