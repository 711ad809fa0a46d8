using System.Text.Json;
using Headroom.Cli.Outcome;
using Headroom.Exchange.Releases;
using Headroom.Formats;
using Headroom.Privacy.Keys;

namespace Headroom.Cli.Sealed;

/// <summary>
/// The identity of a node: its key, its region, and the signature of the compute's owner over both. Nobody types a
/// passphrase where jobs start, so that the file's mode alone keeps it, as of a host key of ssh.
/// </summary>
internal sealed record NodeFile(string Region, byte[] Secret, byte[] Endorsement)
{
    private const int SecretBytes = 32;
    private const int FileBytesMax = 1 << 14;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static PublicKey Make(string path, string region, KeyPair computeOwner)
    {
        var secret = System.Security.Cryptography.RandomNumberGenerator.GetBytes(SecretBytes);
        using var node = KeyPair.Of(KeyKind.Sign, secret);
        var file = new NodeFile(region, secret, NodeIdentity.Endorse(computeOwner, node.Public, region));
        using var output = new WholeOutput(path, OwnerOnly);
        output.Stream.Write(JsonSerializer.SerializeToUtf8Bytes(file));
        output.Commit();
        return node.Public;
    }

    public static NodeFile Read(string path)
    {
        if (!File.Exists(path)) throw new CommandFailure(ExitCode.NotFound, $"{path}: this node has no identity; 'headroom sealed node' makes one.");
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnerOnly) != 0)
            throw new CommandFailure(ExitCode.NotAuthorised, $"{path}: others may read this node's key; run 'chmod 600' on it.");

        try
        {
            if (new FileInfo(path).Length > FileBytesMax) throw new JsonException();
            var read = JsonSerializer.Deserialize<NodeFile>(File.ReadAllBytes(path));
            return read is { Region: not null, Secret.Length: SecretBytes, Endorsement: not null } file
                ? file
                : throw new JsonException();
        }
        catch (JsonException)
        {
            throw new CommandFailure(ExitCode.Failed, $"{path}: this is no identity of a node; 'headroom sealed node' makes one.");
        }
    }

    public KeyPair Key() => KeyPair.Of(KeyKind.Sign, Secret);
}
