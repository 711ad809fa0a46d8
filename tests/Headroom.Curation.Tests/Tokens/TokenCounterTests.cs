using System.Text;
using CsCheck;
using Headroom.Curation.Tokens;
using Microsoft.ML.Tokenizers;
using Tokenizer = Headroom.Curation.Tokens.Tokenizer;

namespace Headroom.Curation.Tests.Tokens;

/// <summary>Counts held against those of Microsoft.ML.Tokenizers.</summary>
public sealed class TokenCounterTests
{
    private static readonly Gen<string> Texts = Gen.OneOf(
            Gen.Char[' ', '~'].Select(one => one.ToString()),
            Gen.OneOf("the", " of", "ing", "'s", "\n", "  ", "    ", "中", "文字", "é", "<|endoftext|>", "1234", "/"),
            Gen.Char['\u00A0', '\uD7FF'].Select(one => one.ToString()))
        .Array[0, 60].Select(string.Concat);

    [Theory]
    [InlineData("cl100k", "cl100k_base")]
    [InlineData("o200k", "o200k_base")]
    public void Documents_of_twelve_languages_have_as_many_tokens(string name, string encoding)
    {
        var theirs = TiktokenTokenizer.CreateForEncoding(encoding);
        var counter = new TokenCounter(Tokenizer.Open(name));
        foreach (var record in CurationCases.Records("corpus.jsonl.gz").Where((_, index) => index % 40 == 0))
        {
            var text = record.GetProperty("text").GetString()!;

            // It takes letters beyond the basic plane for symbols, which the published pattern does not.
            if (text.Any(char.IsSurrogate)) continue;

            Assert.Equal(theirs.CountTokens(text), counter.Count(Encoding.UTF8.GetBytes(text)));
        }
    }

    [Theory]
    [InlineData("cl100k", "cl100k_base")]
    [InlineData("o200k", "o200k_base")]
    public void Texts_without_sense_have_as_many_tokens(string name, string encoding)
    {
        var theirs = TiktokenTokenizer.CreateForEncoding(encoding);
        var counter = new TokenCounter(Tokenizer.Open(name));
        Texts.Sample(
            text => theirs.CountTokens(text) == counter.Count(Encoding.UTF8.GetBytes(text)), iter: 3_000, threads: 1);
    }

    [Theory]
    [InlineData('a')]
    [InlineData('中')]
    [InlineData(' ')]
    public void A_piece_of_a_megabyte_is_counted_as_its_parts_are(char one)
    {
        // Merging takes a queue for long pieces and none for short ones: both must count the same.
        var counter = new TokenCounter(Tokenizer.Open("cl100k"));
        var theirs = TiktokenTokenizer.CreateForEncoding("cl100k_base");
        foreach (var length in (int[])[31, 95, 96, 97, 200, 1000])
        {
            var text = new string(one, length);
            Assert.Equal(theirs.CountTokens(text), counter.Count(Encoding.UTF8.GetBytes(text)));
        }

        Assert.InRange(counter.Count(Encoding.UTF8.GetBytes(new string(one, 1 << 20))), 1, 1 << 20);
    }

    [Fact]
    public void A_vocabulary_of_ones_own_is_read_in_tiktokens_form()
    {
        var lines = Enumerable.Range(0, 256).Select(one => $"{Convert.ToBase64String([(byte)one])} {one}")
            .Append("YWI= 256").Append("YWJj 257");

        var vocabulary = TiktokenFile.Read("own", new StringReader(string.Join('\n', lines)));
        var counter = new TokenCounter(Tokenizer.FromTiktoken("own", vocabulary, PieceRules.Gpt2, []));

        Assert.Equal((258, 1, 2, 2), (vocabulary.Count, counter.Count("abc"u8), counter.Count("abab"u8), counter.Count("bc"u8)));
    }

    [Theory]
    [InlineData("own, line 1: this is no token in base64 and its rank", "YQ==")]
    [InlineData("own, line 1: this is no token in base64 and its rank", "%% 1")]
    [InlineData("own, line 1: this is no token in base64 and its rank", "YQ== -1")]
    [InlineData("own, line 1: this is no token in base64 and its rank", "YQ== 99999999")]
    [InlineData("own, line 2: the rank 0 comes twice", "YQ== 0\nYg== 0")]
    [InlineData("own: the byte 0 has no token", "YQ== 0")]
    public void A_vocabulary_that_is_none_is_told_with_its_line(string message, string text)
    {
        var fault = Assert.Throws<CurationException>(() => TiktokenFile.Read("own", new StringReader(text)));

        Assert.StartsWith(message, fault.Message, StringComparison.Ordinal);
    }
}
