using System.Globalization;
using Headroom.Exchange.Federation;
using Headroom.Formats;
using Headroom.Privacy.Keys;

namespace Headroom.Cli.Federated;

/// <summary>
/// The folder that all sides of a federated job share. Whoever may write to it can hold a job up and nothing more: what
/// is not signed by whom it should come from is not there.
/// </summary>
internal sealed class RoundFolder(string folder, FederatedTerms terms)
{
    private const int AttemptsMax = 1_000;

    public FederatedTerms Terms => terms;

    public static string TermsIn(string folder) => Path.Combine(folder, "terms.json");

    /// <summary>The model that a round begins with.</summary>
    public string Model(int round) => Path.Combine(Path.GetFullPath(folder), Number($"model-{round}.safetensors"));

    /// <summary>A site's masked update.</summary>
    public string Masked(int round, int attempt, int site) =>
        Path.Combine(Attempt(round, attempt), Number($"masked-{site}.bin"));

    /// <summary>The attempt that a round is at; -1 where its coordinator has begun none.</summary>
    public int AttemptOf(int round)
    {
        var attempt = -1;
        while (attempt + 1 < AttemptsMax && Read(round, attempt + 1, FederatedWord.Begin) is not null) attempt++;
        return attempt;
    }

    /// <summary>Whether a round is done: its next model has a signed digest.</summary>
    public bool IsDone(int round) => Read(round, 0, FederatedWord.Done) is not null;

    /// <summary>A message of the coordinator; null where there is none that holds.</summary>
    public FederatedMessage? Read(int round, int attempt, FederatedWord word) =>
        Read(Place(round, attempt, word, site: null), terms.Coordinator, round, attempt, word);

    /// <summary>A message of a site; null where there is none that holds.</summary>
    public FederatedMessage? Read(int round, int attempt, FederatedWord word, int site) =>
        Read(Place(round, attempt, word, site), terms.Sites[site].Key, round, attempt, word);

    /// <summary>Leaves a message; of a coordinator where no site is named.</summary>
    public void Write(
        KeyPair signer, int round, int attempt, FederatedWord word, IReadOnlyList<string> words, int? site = null)
    {
        var message = new FederatedMessage(terms.Id, round, attempt, word, words);
        WriteWhole(Place(round, attempt, word, site), stream => stream.Write(message.Sign(signer)));
    }

    /// <summary>Writes a file, whole or not at all.</summary>
    public static void WriteWhole(string path, Action<Stream> write)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var output = new WholeOutput(path);
        write(output.Stream);
        output.Commit();
    }

    private FederatedMessage? Read(string path, PublicKey signer, int round, int attempt, FederatedWord word)
    {
        var file = new FileInfo(path);
        return file.Exists && file.Length <= FederatedMessage.BytesMax
            ? FederatedMessage.Read(File.ReadAllBytes(path), signer, terms.Id, round, attempt, word)
            : null;
    }

    private string Place(int round, int attempt, FederatedWord word, int? site)
    {
        var name = word.ToString().ToLowerInvariant();
        return Path.Combine(Attempt(round, attempt), site is null ? $"{name}.json" : Number($"{name}-{site}.json"));
    }

    private string Attempt(int round, int attempt) =>
        Path.Combine(folder, Number($"round-{round}"), Number($"attempt-{attempt}"));

    private static string Number(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
