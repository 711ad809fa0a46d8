using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Geralt;
using Headroom.Formats;
using Aead = System.Security.Cryptography.ChaCha20Poly1305;

namespace Headroom.Privacy.Keys;

/// <summary>
/// A key in a file: its secret under a passphrase, by Argon2id (RFC 9106) and ChaCha20-Poly1305 (RFC 8439), with the
/// rest of the file as associated data. The file can be read by its owner alone (mode 0600).
/// </summary>
public static class KeyFile
{
    /// <summary>Memory of Argon2id in bytes.</summary>
    public const int MemoryBytes = 64 << 20;

    /// <summary>Passes of Argon2id.</summary>
    public const int Passes = 3;

    private const int TagBytes = 16;
    private const int NonceBytes = 12;
    private const int FileBytesMax = 1 << 16;

    /// <summary>Writes a key under a passphrase; an older file of the name stays until the new one is whole.</summary>
    public static void Write(string path, KeyPair key, string passphrase)
    {
        ArgumentNullException.ThrowIfNull(key);
        var salt = RandomNumberGenerator.GetBytes(Argon2id.SaltSize);
        var nonce = RandomNumberGenerator.GetBytes(NonceBytes);
        var sealedSecret = new byte[key.Secret.Length + TagBytes];
        using (var cipher = new Aead(Derived(path, passphrase, salt)))
        {
            cipher.Encrypt(
                nonce, key.Secret, sealedSecret.AsSpan(0, key.Secret.Length), sealedSecret.AsSpan(key.Secret.Length),
                Associated(key.Kind, key.Public.ToString()));
        }

        using var output = new WholeOutput(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        using (var json = new Utf8JsonWriter(output.Stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteNumber("version", 1);
            json.WriteString("kind", key.Kind.ToString());
            json.WriteString("public", key.Public.ToString());
            json.WriteBase64String("salt", salt);
            json.WriteBase64String("nonce", nonce);
            json.WriteBase64String("secret", sealedSecret);
            json.WriteEndObject();
        }

        output.Commit();
    }

    /// <summary>What a key file tells without its passphrase. It is not proven until the file is opened.</summary>
    /// <exception cref="KeyException">The file is no key file.</exception>
    public static PublicKey ReadPublic(string path)
    {
        using var document = Document(path);
        return PublicKey.Parse(Text(path, document, "public"));
    }

    /// <summary>Opens a key file.</summary>
    /// <exception cref="KeyException">The passphrase is wrong, the file is damaged, or others may read it.</exception>
    public static KeyPair Read(string path, string passphrase)
    {
        using var document = Document(path);
        Demand(path);
        if (!Enum.TryParse<KeyKind>(Text(path, document, "kind"), out var kind)) throw Damaged(path);

        var sealedSecret = Base64(path, document, "secret");
        if (sealedSecret.Length <= TagBytes || Base64(path, document, "nonce").Length != NonceBytes) throw Damaged(path);

        var secret = new byte[sealedSecret.Length - TagBytes];
        try
        {
            using var cipher = new Aead(Derived(path, passphrase, Base64(path, document, "salt")));
            cipher.Decrypt(Base64(path, document, "nonce"), sealedSecret.AsSpan(0, secret.Length), sealedSecret.AsSpan(secret.Length), secret,
                Associated(kind, Text(path, document, "public")));
            return KeyPair.Of(kind, secret);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new KeyException($"{path}: the passphrase is wrong, or the file is damaged.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    // What others can read is no secret any more.
    private static void Demand(string path)
    {
        const UnixFileMode Others =
            UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        if (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Others) == 0) return;
        throw new KeyException($"{path}: others may read this key file; run 'chmod 600' on it.");
    }

    private static byte[] Derived(string path, string passphrase, byte[] salt)
    {
        if (salt.Length != Argon2id.SaltSize) throw Damaged(path);

        var key = new byte[Argon2id.KeySize];
        Argon2id.DeriveKey(key, Encoding.UTF8.GetBytes(passphrase), salt, Passes, MemoryBytes);
        return key;
    }

    private static byte[] Associated(KeyKind kind, string publicKey) => Encoding.UTF8.GetBytes($"headroom key 1\n{kind}\n{publicKey}");

    private static JsonDocument Document(string path)
    {
        try
        {
            if (new FileInfo(path).Length > FileBytesMax) throw new KeyException($"{path}: this is no key file.");
            return JsonDocument.Parse(File.ReadAllBytes(path));
        }
        catch (JsonException)
        {
            throw new KeyException($"{path}: this is no key file; make one with 'headroom key new'.");
        }
        catch (FileNotFoundException)
        {
            throw new KeyException($"{path}: there is no such key file; make one with 'headroom key new'.");
        }
    }

    private static string Text(string path, JsonDocument document, string name) =>
        document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw Damaged(path);

    private static byte[] Base64(string path, JsonDocument document, string name)
    {
        var text = Text(path, document, name);
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : throw Damaged(path);
    }

    private static KeyException Damaged(string path) => new($"{path}: the key file is damaged; take it from a backup.");
}
