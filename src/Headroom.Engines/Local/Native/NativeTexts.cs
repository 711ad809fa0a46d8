using System.Runtime.InteropServices;
using System.Text;

namespace Headroom.Engines.Local.Native;

/// <summary>
/// Texts as C wants a list of them: pointers to UTF-8 that ends in a NUL, and a null pointer behind the last.
/// </summary>
internal sealed unsafe class NativeTexts : IDisposable
{
    private readonly int _count;

    public NativeTexts(IReadOnlyList<string> texts)
    {
        Pointer = (byte**)NativeMemory.AllocZeroed((nuint)(texts.Count + 1), (nuint)sizeof(byte*));
        foreach (var text in texts) Pointer[_count++] = Copy(text);
    }

    public byte** Pointer { get; }

    public void Dispose()
    {
        for (var index = 0; index < _count; index++) NativeMemory.Free(Pointer[index]);
        NativeMemory.Free(Pointer);
    }

    private static byte* Copy(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        var bytes = (byte*)NativeMemory.Alloc((nuint)length + 1);
        Encoding.UTF8.GetBytes(text, new Span<byte>(bytes, length));
        bytes[length] = 0;
        return bytes;
    }
}
