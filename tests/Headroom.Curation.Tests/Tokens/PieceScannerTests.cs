using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using Headroom.Curation.Tokens;

namespace Headroom.Curation.Tests.Tokens;

public sealed class PieceScannerTests
{
    private const string Gpt2 = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

    private const string Cl100k =
        @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|"
        + @"\s+(?!\S)|\s+";

    private const string O200k =
        @"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?|"
        + @"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?|"
        + @"\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    // All that the patterns tell apart, and what nearly is it: marks above letters, spaces of other kinds, titlecase.
    private static readonly Gen<string> Texts = Gen.OneOf(
            Gen.Char["aztsdmlrveASTZ"], Gen.Char["'’/.,!-_<|>"], Gen.Char[" \t\r\n\u00A0\u3000\u0085\u200B\u001C"],
            Gen.Char["0123Ⅷ²٣"], Gen.Char["中文ʰªǅßЖж\u0301\u20DD\u0903"])
        .Array[0, 40].Select(characters => new string(characters));

    [Theory]
    [InlineData(Gpt2)]
    [InlineData(Cl100k)]
    [InlineData(O200k)]
    public void Pieces_are_the_matches_of_the_pattern(string pattern)
    {
        var scanner = new PieceScanner(PieceRules.Of(pattern)!);
        var regex = new Regex(pattern, RegexOptions.CultureInvariant);
        Texts.Sample(text =>
        {
            List<int> expected = [];
            foreach (Match match in regex.Matches(text)) expected.Add(Bytes(text[..(match.Index + match.Length)]));
            List<int> ends = [];
            scanner.Cut(Encoding.UTF8.GetBytes(text), ends);
            return ends.SequenceEqual(expected);
        }, iter: 20_000);
    }

    [Fact]
    public void Letters_beyond_the_basic_plane_are_letters()
    {
        List<int> ends = [];

        new PieceScanner(PieceRules.Cl100k).Cut(Encoding.UTF8.GetBytes("𠀀𠀁 𝒜b\U0001F600"), ends);

        Assert.Equal([8, 14, 18], ends);
    }

    private static int Bytes(string text) => Encoding.UTF8.GetByteCount(text);
}
