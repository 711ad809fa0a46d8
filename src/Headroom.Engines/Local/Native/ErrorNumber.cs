using System.Runtime.InteropServices;

namespace Headroom.Engines.Local.Native;

/// <summary>Error numbers of Linux that are told apart here.</summary>
internal static class ErrorNumber
{
    public const int NoEntry = 2;
    public const int NoProcess = 3;
    public const int Interrupted = 4;
    public const int NoChild = 10;
    public const int TryAgain = 11;
    public const int NotImplemented = 38;

    /// <summary>Of the last call that failed on this thread.</summary>
    public static int Last => Marshal.GetLastPInvokeError();

    /// <summary>As people know it.</summary>
    public static string Text(int number) => Marshal.GetPInvokeErrorMessage(number);

    /// <summary>The last failure as an exception.</summary>
    public static IOException Failure(string what)
    {
        var number = Last;
        return new IOException($"{what}: {Text(number)}");
    }
}
