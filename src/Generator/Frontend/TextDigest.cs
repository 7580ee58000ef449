using System.Security.Cryptography;
using Microsoft.CodeAnalysis.Text;

namespace SymbolicJacobian.Generator.Frontend;

/// <summary>A digest of pieces of text, each of which counts with where it ends.</summary>
internal sealed class TextDigest : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly char[] _characters = new char[2048];
    private readonly byte[] _bytes = new byte[4096];
    private int _count;

    public void Append(string text) => Append(text.Length, (start, count) => text.CopyTo(start, _characters, _count, count));

    public void Append(SourceText text, TextSpan span) => Append(span.Length, (start, count) => text.CopyTo(span.Start + start, _characters, _count, count));

    /// <summary>Ends a piece: by what is no character.</summary>
    public void End()
    {
        if (_count == _characters.Length)
        {
            Flush();
        }

        _characters[_count++] = '\uFFFF';
    }

    public override string ToString()
    {
        Flush();
        return Convert.ToBase64String(_hash.GetHashAndReset());
    }

    public void Dispose() => _hash.Dispose();

    private void Append(int length, Action<int, int> copy)
    {
        for (var start = 0; start < length;)
        {
            if (_count == _characters.Length)
            {
                Flush();
            }

            var count = Math.Min(_characters.Length - _count, length - start);
            copy(start, count);
            (_count, start) = (_count + count, start + count);
        }
    }

    private void Flush()
    {
        Buffer.BlockCopy(_characters, 0, _bytes, 0, 2 * _count);
        _hash.AppendData(_bytes, 0, 2 * _count);
        _count = 0;
    }
}
