using System.Text;
using CsCheck;
using Headroom.Curation.Text;

namespace Headroom.Curation.Tests.Text;

public sealed class NormalFormsTests
{
    // Characters of Unicode Standard Annex 15, figures 3 to 6, and of its section on composition exclusion.
    [Theory]
    [InlineData("\u212B", "A\u030A", "\u00C5")]
    [InlineData("\u2126", "\u03A9", "\u03A9")]
    [InlineData("\u1E69", "s\u0323\u0307", "\u1E69")]
    [InlineData("\u1E0B\u0323", "d\u0323\u0307", "\u1E0D\u0307")]
    [InlineData("q\u0307\u0323", "q\u0323\u0307", "q\u0323\u0307")]
    [InlineData("\uAC01", "\u1100\u1161\u11A8", "\uAC01")]
    [InlineData("\u0958", "\u0915\u093C", "\u0915\u093C")]
    [InlineData("\u01D6", "u\u0308\u0304", "\u01D6")]
    [InlineData("e\u0334\u0301", "e\u0334\u0301", "\u00E9\u0334")]
    [InlineData("\u1100\u0301\u1161", "\u1100\u0301\u1161", "\u1100\u0301\u1161")]
    [InlineData("\uF900", "\u8C48", "\u8C48")]
    public void Published_examples_get_their_forms(string text, string decomposed, string composed)
    {
        var codes = Decomposed(Codes(text));
        Assert.Equal(Codes(decomposed), codes);

        NormalForms.Compose(codes);
        Assert.Equal(Codes(composed), codes);
    }

    [Fact]
    public void Composing_and_decomposing_undo_each_other()
    {
        int[] some =
        [
            'a', 'e', 'u', 0xE9, 0x1E69, 0x300, 0x301, 0x308, 0x323, 0x334, 0xAC00, 0x1100, 0x1161, 0x11A8, 0x958, 'x',
        ];
        Gen.Int[0, some.Length - 1].Select(at => some[at]).Array[0, 12].Sample(codes =>
        {
            var decomposed = Decomposed(codes);
            var composed = decomposed.ToList();
            NormalForms.Compose(composed);

            Assert.Equal(decomposed, Decomposed(composed));
            var again = Decomposed(composed);
            NormalForms.Compose(again);
            Assert.Equal(composed, again);
        });
    }

    [Fact]
    public void A_text_is_composed_as_its_code_points_are()
    {
        int[] some =
        [
            'a', 'e', 0xE9, 0x1E69, 0x301, 0x323, 0xAC00, 0x1100, 0x1161, 0x11A8, 0x958, 0x212B, 0xF900, 0x1D15E,
        ];
        Gen.Int[0, some.Length - 1].Select(at => some[at]).Array[0, 12].Sample(codes =>
        {
            var composed = Decomposed(codes);
            NormalForms.Compose(composed);
            var text = string.Concat(codes.Select(code => new Rune(code).ToString()));

            Assert.Equal(composed, Codes(Encoding.UTF8.GetString(new ComposedText().Of(Encoding.UTF8.GetBytes(text)))));
        });
    }

    [Fact]
    public void A_text_of_marks_alone_is_put_in_order_at_once()
    {
        var marks = Enumerable.Range(0, 1_000_000).Select(at => at % 2 == 0 ? 0x301 : 0x323).ToList();

        NormalForms.Order(marks);

        Assert.Equal(0x323, marks[499_999]);
        Assert.Equal(0x301, marks[500_000]);
    }

    private static List<int> Decomposed(IEnumerable<int> codes)
    {
        var parts = new List<int>();
        foreach (var code in codes) NormalForms.Decompose(code, parts);
        NormalForms.Order(parts);
        return parts;
    }

    private static List<int> Codes(string text) => [.. text.EnumerateRunes().Select(rune => rune.Value)];
}
