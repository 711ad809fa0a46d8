using System.Text;
using Headroom.Curation.Languages;

namespace Headroom.Curation.Tests.Languages;

public sealed class LanguageTrainingTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("headroom-languages-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_training_is_repeatable_and_its_model_comes_back_from_its_file()
    {
        var files = new Dictionary<string, string>
        {
            ["xx"] = Write("xx.txt", "lorum ipsum dolor sit amet\nconsectetur adipiscing elit\n"),
            ["yy"] = Write("yy.txt", "wakka bokka tikki tokka\nzizzi wizzi bokka tuzzi\n"),
        };

        var one = Train(files, 1);
        var again = Train(files, 1);
        var other = Train(files, 2);

        Assert.Equal(File.ReadAllBytes(one), File.ReadAllBytes(again));
        Assert.NotEqual(File.ReadAllBytes(one), File.ReadAllBytes(other));
        var identifier = new LanguageIdentifier(LanguageModel.Read(one));
        Assert.Equal("xx", identifier.Guess("dolor consectetur"u8).Language);
        Assert.Equal("yy", identifier.Guess("tuzzi tokka"u8).Language);
    }

    [Theory]
    [InlineData("")]
    [InlineData("this is no model")]
    public void A_file_that_is_no_model_is_refused(string text)
    {
        var path = Write("broken.model", text);

        var fault = Assert.Throws<CurationException>(() => LanguageModel.Read(path));

        Assert.Contains("train-language", fault.Message, StringComparison.Ordinal);
    }

    private string Train(Dictionary<string, string> files, ulong seed)
    {
        var path = Path.Combine(_folder.FullName, Path.GetRandomFileName());
        LanguageTraining.Train(files, 200, seed, _ => { }, TestContext.Current.CancellationToken).Write(path);
        return path;
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text, new UTF8Encoding(false));
        return path;
    }
}
