using System.Text;
using System.Text.Json;
using CsCheck;
using Headroom.Tagging.Tokens;
using Tokenizers.DotNet;

namespace Headroom.Tagging.Tests.Tokens;

public sealed class WordPiecesTests
{
    private static readonly string[] Known =
    [
        "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "john", "smi", "##th", "##s", "##a", "b", "##b", "ab", "##ab", "e", "##e", "jo",
        "##hn", "王", "明", ".", ",", "-", "$", "é", "##é", "à", "a", "##à", "ł", "##ł", "l", "##l", "o", "##o", "z", "##z", "ij", "ŋ", "13", "##8", "##00", "1", "##1", "##3", "##0",
    ];

    private static readonly string[] Others =
    [
        "À", "Æ", "ĳ", "Ł", "ő", "Ž", "ſ", "ı", "e\u0301", "\u200b", "\ufffd", "，", "。", "😀", "^", "`", "€", "한", "か", "\u00a0", "ß", "Đ", "Ŋ", "ŉ",
    ];

    private static readonly Gen<string> Odd = Gen.Int[0, Others.Length - 1].Select(index => Others[index]);

    private static readonly Gen<string> Texts =
        Gen.Char["johnsmitabeéJAB王明.,-$ 1380\t\n很"].Array[0, 60].Select(letters => new string(letters));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Tokens_are_those_of_the_published_tokeniser(bool isSmall)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, Json("WordPiece", "BertNormalizer", isSmall));
            var published = new Tokenizer(path);
            var ours = new WordPieces(Words(), 1, isSmall, isBare: isSmall, 100);
            Gen.OneOf(Texts, Odd).Array[0, 20].Select(string.Concat).Sample(
                text => Assert.Equal(
                    published.Encode(text).Select(number => (int)number),
                    All(ours, text).Select(token => token.Number)),
                iter: 2_000, threads: 1);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Every_letter_is_in_one_token_at_its_place()
    {
        var ours = new WordPieces(Words(), 1, true, isBare: true, 100);
        Texts.Sample(text =>
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            var (covered, last) = (new StringBuilder(), 0);
            foreach (var token in All(ours, text))
            {
                Assert.InRange(token.Start, last, token.End - 1);
                last = token.End;
                covered.Append(Encoding.UTF8.GetString(bytes.AsSpan(token.Start, token.End - token.Start)));
            }

            Assert.Equal(string.Concat(text.Where(letter => !char.IsWhiteSpace(letter))), covered.ToString());
        }, threads: 1);
    }

    [Fact]
    public void Accents_are_taken_off_and_stay_in_their_token()
    {
        var bare = new WordPieces(new Vocabulary(new() { ["jose"] = 0, ["lo"] = 1, ["##dz"] = 2 }, "##"), 9, true, isBare: true, 100);
        Assert.Equal([new TextToken(0, 0, 5, true)], All(bare, "José"));
        Assert.Equal([new TextToken(0, 0, 6, true)], All(bare, "Jose\u0301"));
        Assert.Equal([new TextToken(9, 0, 7, true)], All(bare, "ódźŁ"));
    }

    [Fact]
    public void The_file_of_a_tokeniser_is_read_and_other_kinds_are_refused_by_name()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, Json("WordPiece", "BertNormalizer"));
            var plan = WordPieceJson.Read(path);
            Assert.Equal((5, "[UNK]", true, true), (plan.Vocabulary.Find("john"), plan.Unknown, plan.IsSmall, plan.IsBare));

            File.WriteAllText(path, Json("BPE", "BertNormalizer"));
            Assert.Contains("the model 'BPE'", Refused(path), StringComparison.Ordinal);
            File.WriteAllText(path, Json("WordPiece", "NFKC"));
            Assert.Contains("the normalizer 'NFKC'", Refused(path), StringComparison.Ordinal);
            File.WriteAllText(path, "{");
            Assert.Contains("line 1: this is no JSON", Refused(path), StringComparison.Ordinal);
            File.WriteAllText(path, "{}");
            Assert.Contains("no tokenizer.json", Refused(path), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string Refused(string path) =>
        Assert.Throws<InvalidDataException>(() => WordPieceJson.Read(path)).Message;

    private static string Json(string model, string normalizer, bool isSmall = true) => JsonSerializer.Serialize(new
    {
        version = "1.0",
        truncation = (object?)null,
        padding = (object?)null,
        added_tokens = Array.Empty<object>(),
        normalizer = new
        {
            type = normalizer,
            clean_text = true,
            handle_chinese_chars = true,
            strip_accents = (bool?)null,
            lowercase = isSmall,
        },
        pre_tokenizer = new { type = "BertPreTokenizer" },
        post_processor = (object?)null,
        decoder = (object?)null,
        model = new
        {
            type = model,
            unk_token = "[UNK]",
            continuing_subword_prefix = "##",
            max_input_chars_per_word = 100,
            vocab = Known.Index().ToDictionary(pair => pair.Item, pair => pair.Index),
        },
    });

    private static Vocabulary Words() => new(Known.Index().ToDictionary(pair => pair.Item, pair => pair.Index), "##");

    private static List<TextToken> All(WordPieces words, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var tokens = new List<TextToken>();
        for (var at = 0; at < bytes.Length;) at = words.Read(bytes, at, tokens);
        return tokens;
    }
}
