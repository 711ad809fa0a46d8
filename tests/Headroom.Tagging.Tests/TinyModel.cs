namespace Headroom.Tagging.Tests;

/// <summary>
/// A real model of Chinese names in a folder of its own: a lookup of characters and a convolution over three of them.
/// A family name with a given one behind begins a person, and given ones behind go on with it.
/// </summary>
internal sealed class TinyModel : IDisposable
{
    public const string Families = "王李张刘陈";
    public const string Givens = "小明伟芳娜";
    public const string Others = "患者复查请联系今天去了，。a1";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("headroom-tagging-");

    public TinyModel()
    {
        var letters = Families + Givens + Others;
        File.WriteAllLines(Of("vocab.txt"), ["[UNK]", "[CLS]", "[SEP]", .. letters.Select(letter => letter.ToString())]);
        File.WriteAllBytes(Of("names.onnx"), Graph(letters.Length + 3).Model());
        Describe("");
    }

    public string Description => Of("tagging.yaml");

    public string Of(string name) => Path.Combine(_folder.FullName, name);

    public void Describe(string more, string labels = "[O, B-PER, I-PER]") => File.WriteAllText(
        Description,
        $"""
        tagging: 1
        model: names.onnx
        tokens: characters
        vocabulary: vocab.txt
        labels: {labels}
        entities:
          PER: PERSON
        {more}
        """);

    /// <summary>The graph, with further inputs that it does not look at, as those of BERT have them.</summary>
    public static OnnxWriter Graph(int words, int labels = 3)
    {
        // Whether a character is a family's, a given name's or another one.
        var lookup = new float[words * 3];
        for (var word = 0; word < words; word++)
        {
            var letter = word - 3;
            lookup[word * 3 + (letter < 0 ? 2 : letter < 5 ? 0 : letter < 10 ? 1 : 2)] = 1;
        }

        // By label, class and place: before, here, behind.
        float[] begin = [0, 4, 0, 0, -4, 4, 0, -6, 0];
        float[] inside = [4, -4, 0, 4, 4, 0, -6, -6, 0];
        float[] kernel = [.. new float[9], .. begin, .. inside, .. new float[9 * (labels - 3)]];
        return new OnnxWriter()
            .Weights("lookup", [words, 3], lookup)
            .Weights("kernel", [labels, 3, 3], kernel)
            .Weights("bias", [labels], [2, -2, -2, .. new float[labels - 3]])
            .Input("input_ids").Input("attention_mask").Input("token_type_ids")
            .Node("Gather", ["lookup", "input_ids"], "classes")
            .Node("Transpose", ["classes"], "across", "perm", 0, 2, 1)
            .Node("Conv", ["across", "kernel", "bias"], "convolved", "pads", 1, 1)
            .Node("Transpose", ["convolved"], "logits", "perm", 0, 2, 1)
            .Output("logits", labels);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
