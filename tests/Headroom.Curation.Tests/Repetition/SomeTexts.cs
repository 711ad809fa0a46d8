using System.Text;
using Headroom.Curation.Repetition;

namespace Headroom.Curation.Tests.Repetition;

/// <summary>Texts in a temporary file.</summary>
internal sealed class SomeTexts : IDisposable
{
    private readonly string _path = Path.GetTempFileName();
    private readonly FileStream _file;

    public SomeTexts(IEnumerable<string> texts)
    {
        var starts = new List<long> { 0 };
        using (var file = File.Create(_path))
        {
            foreach (var text in texts)
            {
                file.Write(Encoding.UTF8.GetBytes(text));
                starts.Add(file.Position);
            }
        }

        _file = File.OpenRead(_path);
        Texts = new CorpusTexts(_file.SafeFileHandle, [.. starts]);
    }

    public CorpusTexts Texts { get; }

    public void Dispose()
    {
        _file.Dispose();
        File.Delete(_path);
    }
}
