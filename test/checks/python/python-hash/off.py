"""Password hashing is no finding unless asked for."""
import bcrypt


async def checks(password, hashed):
    return bcrypt.checkpw(password, hashed)  # ok: off unless asked for
