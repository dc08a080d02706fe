// Exists to have its headers precompiled; see CMakeLists.txt.
int main() { return 0; }
