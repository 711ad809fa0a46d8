using Headroom.Privacy.Policies;

namespace Headroom.Tagging.Tests;

public sealed class HostileModelTests : IDisposable
{
    private readonly TinyModel _tiny = new();

    [Fact]
    public void Damaged_models_are_refused_by_name()
    {
        var model = File.ReadAllBytes(_tiny.Of("names.onnx"));
        foreach (var bytes in new byte[][] { [], "no model at all"u8.ToArray(), model[..^40], model[..(model.Length / 2)] })
            Assert.Contains("names.onnx", Fault(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void Models_of_another_kind_are_told_what_is_wrong_with_them()
    {
        Assert.Contains("has 4 labels, and its description lists 3", Fault(TinyModel.Graph(31, 4).Model()), StringComparison.Ordinal);
        Assert.Contains("the input 'pixels'", Fault(TinyModel.Graph(31).Input("pixels").Model()), StringComparison.Ordinal);
        Assert.Contains("'position_ids'", Fault(TinyModel.Graph(31).Input("position_ids").Model()), StringComparison.Ordinal);
        Assert.Contains("no input 'input_ids'", Fault(new OnnxWriter()
            .Input("x", 1).Node("Identity", ["x"], "logits").Output("logits", 3).Model()), StringComparison.Ordinal);

        // Fewer characters than the vocabulary has: seen when a text has one of them.
        Assert.Contains("the model failed over", Fault(TinyModel.Graph(1).Model()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("window: 4", "no whole number from 8 to 4096")]
    [InlineData("window: 64\noverlap: 40", "half of their tokens")]
    [InlineData("threshold: 2", "no number from 0 to 1")]
    [InlineData("begin: '[NONE]'", "no token '[NONE]'")]
    [InlineData("colour: red", "unknown key 'colour'")]
    public void A_description_is_told_its_line(string more, string why)
    {
        _tiny.Describe(more);
        var message = Assert.Throws<PolicyException>(() => TaggingFile.Open(_tiny.Description)).Message;
        Assert.Contains(", line ", message, StringComparison.Ordinal);
        Assert.Contains(why, message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_missing_or_too_large_is_told_by_its_path()
    {
        using (var large = File.OpenWrite(_tiny.Of("names.onnx"))) large.SetLength(OnnxNames.BytesMax + 1);
        Assert.Contains("longer than 1024 MiB", Told(), StringComparison.Ordinal);
        File.Delete(_tiny.Of("names.onnx"));
        Assert.Contains("there is no file", Told(), StringComparison.Ordinal);
        File.WriteAllText(_tiny.Of("vocab.txt"), "a\na\n");
        Assert.Contains("vocab.txt, line 2", Told(), StringComparison.Ordinal);
    }

    // A part of them is sound all the same; none ends the program.
    [Fact]
    public void Changed_bytes_are_refused_or_read()
    {
        var model = File.ReadAllBytes(_tiny.Of("names.onnx"));
        var random = new Random(7);
        var refused = 0;
        for (var round = 0; round < 150; round++)
        {
            var changed = model.ToArray();
            for (var count = random.Next(1, 4); count > 0; count--)
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            File.WriteAllBytes(_tiny.Of("names.onnx"), changed);
            try
            {
                using var read = TaggingFile.Open(_tiny.Description);
                read.Reader().Read("患者王小明"u8, []);
            }
            catch (InvalidDataException fault)
            {
                refused++;
                Assert.Contains("names.onnx", fault.Message, StringComparison.Ordinal);
            }
        }

        Assert.InRange(refused, 10, 150);
    }

    public void Dispose() => _tiny.Dispose();

    private string Fault(byte[] model)
    {
        File.WriteAllBytes(_tiny.Of("names.onnx"), model);
        return Assert.Throws<InvalidDataException>(() =>
        {
            using var read = TaggingFile.Open(_tiny.Description);
            read.Reader().Read("患者王小明"u8, []);
        }).Message;
    }

    private string Told() => Assert.ThrowsAny<Exception>(() => TaggingFile.Open(_tiny.Description)).Message;
}
